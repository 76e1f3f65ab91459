/** `tensor-drills mcp`: serves one client over standard input and output until it goes. */
import { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { Interview } from '../core/interview/interview.ts';
import type { McpOptions } from '../cli/arguments.ts';
import type { CliEnvironment } from '../cli/running.ts';
import { interviewServer } from './server.ts';
import { openServices } from './services.ts';

const BY_HAND =
  'This is a server for the client of a language model, which starts it by itself: see the README. Ctrl+C ends it.\n';

export async function serve(
  options: McpOptions,
  environment: CliEnvironment & { readonly root: string; readonly version: string },
): Promise<number> {
  const { stdin, stdout, signal } = environment;
  if (!(stdin instanceof Readable) || !(stdout instanceof Writable)) throw new Error('no streams');
  if (environment.stdin.isTTY === true) environment.stderr.write(BY_HAND);
  const opening = openServices(options, environment);
  // The first to ask is told why it failed.
  opening.catch(() => undefined);
  // The client need not wait for a long history before it can say hello.
  const server = interviewServer(
    opening.then(({ services }) => new Interview(services)),
    environment.version,
  );
  const gone = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) stdin.once(event, () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
    server.server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await gone;
  await opening.then(
    (opened) => opened.close(),
    () => undefined,
  );
  await server.close();
  stdin.destroy();
  return 0;
}
