/** Under which keys words that are not sent yet are kept. */
export const draftKeys = {
  reply: (patient: string, thread: string) => `thread:${patient}:${thread}`,
  start: (patient: string) => ({ to: `new:${patient}:to`, subject: `new:${patient}:subject`, text: `new:${patient}:text` }),
  booking: (patient: string) => `booking:${patient}`,
} as const;
