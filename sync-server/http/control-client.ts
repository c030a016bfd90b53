import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_FILE, controlFile } from './control.ts';

/**
 * Asks the server that runs on this data directory to do something, hearing its progress line by line.
 * @returns false when no server runs there: what a killed one left behind counts as none
 * @throws Error with the server's own words when it refuses
 */
export async function askRunningServer(dataDir: string, command: string, body: object, hear: (line: unknown) => void): Promise<boolean> {
  const found = readControlFile(dataDir);
  if (found === null) return false;
  let answer: Response;
  try {
    answer = await fetch(`http://127.0.0.1:${found.port}/control/${command}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${found.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return false; // Nobody listens there any more.
  }
  // Another program may have got the port since; it does not know the token.
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/x-ndjson')) {
    if (answer.status === 403 || answer.status === 404) return false;
    throw new Error(`The running server refused: ${(await answer.text()).slice(0, 500)}`);
  }
  await readLines(answer, hear);
  return true;
}

function readControlFile(dataDir: string): { port: number; token: string } | null {
  try {
    const parsed = controlFile.safeParse(JSON.parse(readFileSync(join(dataDir, CONTROL_FILE), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // None, or half written by a server that is just starting.
  }
}

async function readLines(answer: Response, hear: (line: unknown) => void): Promise<void> {
  let rest = '';
  for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') hear(JSON.parse(line));
  }
  if (rest !== '') throw new Error('The server went away in the middle of its answer.');
}
