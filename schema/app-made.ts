/**
 * Requests the app makes by itself as somebody reads. They wait and are delivered like any other, but nobody asked for
 * them: they are not counted, listed or put before a person when the clinic does not take them.
 */
export const appMade: ReadonlySet<string> = new Set(['message.seen', 'thread.read', 'notice.dismiss', 'result.seen']);
