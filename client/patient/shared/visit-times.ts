/** So long before its time the waiting room opens. The clinic would let one in sooner; earlier only makes people wait. */
export const CHECK_IN_MS = 30 * 60_000;
