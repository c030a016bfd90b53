const AGAIN_MS = 3_000;

/**
 * A part of the app that stands on no page, so that none can say it did not come: a sign-in's next step, the lock, a sheet. What
 * was asked for while the line was down comes once it is back, not only after a reload.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (cause) {
      if (!isLoadFailure(cause)) throw cause;
      await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS); });
    }
  }
}

/** What browsers and the build's own loader say when a part of the app could not be fetched. */
export function isLoadFailure(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message);
}
