/** The SDK's own client, at the built command line. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { ROOT, testPython } from '../python.ts';

export const CLI = join(ROOT, 'dist/cli.js');

export interface Served {
  readonly client: Client;
  readonly pid: number;
  /** What the tool says; begins with "ERROR: " where it says what to do. */
  readonly call: (name: string, input?: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** `folder` holds the practice folder and the storage. */
export async function serve(folder: string, options: readonly string[] = []): Promise<Served> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: npm run build`);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [CLI, ...serverArgs(folder), ...options],
    stderr: 'inherit',
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  const { pid } = transport;
  if (pid === null) throw new Error('no process');
  return {
    ...{ client, pid },
    close: () => client.close(),
    async call(name, input = {}) {
      const result = await client.callTool({ name, arguments: input });
      const { content, isError } = CallToolResultSchema.parse(result);
      const text = content.map((one) => (one.type === 'text' ? one.text : '')).join('');
      return isError === true ? `ERROR: ${text}` : text;
    },
  };
}

export function serverArgs(folder: string): readonly string[] {
  return [
    ...['mcp', '--folder', join(folder, 'practice'), '--storage', join(folder, 'storage')],
    ...['--python', testPython(), '--timeout', '120'],
  ];
}
