/**
 * Asks the worker to keep a part of the app that not every device has room or line for (.ci/app-files.ts), in each new version of the
 * app, too. Whether all of it is here now; never resolves where no worker answers.
 */
export async function keepPart(part: string): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      port1.close();
      resolve(data === true);
    };
    active?.postMessage({ type: 'KEEP_PART', part }, [port2]);
  });
}
