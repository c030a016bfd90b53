/** Keeps the screen on while a visit runs. Browsers drop the lock when the page is hidden, so it is taken again when it is back. @returns lets it go */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  async function take(): Promise<void> {
    if (over || !('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    // Refused on a nearly empty battery: the screen then goes dark as it always does.
    const taken = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (over) await taken?.release();
    else lock = taken;
  }
  const back = (): void => void take();
  document.addEventListener('visibilitychange', back);
  void take();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', back);
    void lock?.release();
  };
}
