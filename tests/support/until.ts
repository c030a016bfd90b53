/** Waits until something is so. What it waits for is an event; the time only ends a test that would hang. */
export async function until(fact: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  for (;;) {
    if (await fact()) return;
    if (Date.now() > deadline) throw new Error(`Not so within ${ms} ms: ${fact.toString().slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
