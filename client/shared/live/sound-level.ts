/** How loud a stream is, 0 to 1, about ten times a second. @returns stops it */
export function watchLevel(stream: MediaStream, tell: (level: number) => void): () => void {
  if (stream.getAudioTracks().length === 0) return () => undefined;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Made before the first touch of the page, it sleeps until there was one.
    if (context.state === 'suspended') void context.resume();
    analyser.getByteTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += ((sample - 128) / 128) ** 2;
    tell(loudness(Math.sqrt(sum / samples.length)));
  }, 100);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}

const QUIET_DB = -50;
const LOUD_DB = -10;

/** From the root mean square of a sound to how far a meter goes: ears and meters count in decibels. */
export function loudness(rms: number): number {
  if (rms <= 0) return 0;
  return Math.min(1, Math.max(0, (20 * Math.log10(rms) - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}
