/** Two soft notes, made here: no file to fetch, and none to miss without a network. */
let context: AudioContext | undefined;

/** Browsers play nothing before somebody pressed something on the page: from a press this makes it possible. */
export function wakeChime(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
}

export const canChime = (): boolean => context?.state === 'running';

/** @returns whether it could be heard */
export function chime(): boolean {
  if (!context || context.state !== 'running') return false;
  const { currentTime: now, destination } = context;
  for (const [pitch, after] of [[660, 0], [880, 0.18]] as const) {
    const [note, loudness] = [context.createOscillator(), context.createGain()];
    note.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, now + after);
    loudness.gain.exponentialRampToValueAtTime(0.2, now + after + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, now + after + 0.5);
    note.connect(loudness).connect(destination);
    note.start(now + after);
    note.stop(now + after + 0.55);
  }
  return true;
}
