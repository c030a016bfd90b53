export const RECORD_MS = 4_000;

/** Records what a microphone hears and plays it back. Nothing is kept or sent. Rejects where the browser cannot. `tell` says which of the two is going on. */
export async function recordAndPlay(stream: MediaStream, tell: (what: 'recording' | 'playing') => void): Promise<void> {
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => { recorder.addEventListener('stop', resolve, { once: true }); });
  tell('recording');
  recorder.start();
  await new Promise((resolve) => { setTimeout(resolve, RECORD_MS); });
  recorder.stop();
  await stopped;
  // Decoded here, not by an <audio> of a blob: address: our pages may play nothing but their own.
  const context = new AudioContext();
  try {
    const sound = await context.decodeAudioData(await new Blob(parts).arrayBuffer());
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(context.destination);
    tell('playing');
    await playOut(source);
  } finally {
    await context.close();
  }
}

/** Two short notes, to hear whether the speaker works. */
export async function playTone(): Promise<void> {
  const context = new AudioContext();
  try {
    for (const frequency of [523, 659]) {
      const tone = new OscillatorNode(context, { frequency });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.linearRampToValueAtTime(0.2, context.currentTime + 0.05);
      volume.gain.linearRampToValueAtTime(0, context.currentTime + 0.45);
      tone.connect(volume).connect(context.destination);
      await playOut(tone, 0.5);
    }
  } finally {
    await context.close();
  }
}

function playOut(source: AudioScheduledSourceNode, seconds?: number): Promise<void> {
  return new Promise((resolve) => {
    source.addEventListener('ended', () => resolve(), { once: true });
    source.start();
    if (seconds !== undefined) source.stop(source.context.currentTime + seconds);
  });
}
