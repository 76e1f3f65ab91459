/** `tensor-drills mcp` as a client sees it, with torch, in a history of 100,000 events. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sampleHistory } from '../../src/dev/bench/sample-history.ts';
import { isAlive } from '../../src/node/process/alive.ts';
import { formatHistoryLine, parseHistoryLine } from '../../src/protocol/history-line.ts';
import { tempFolders, workerProcesses } from '../leftovers.ts';
import { HANGS_MS } from '../limits.ts';
import { CODING, ROOT } from '../python.ts';
import { CLI, serve, serverArgs, type Served } from './client.ts';

const EVENTS = 100_000;
let folder = '';
let history = '';
let first: Served;
let second: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-'));
  history = join(folder, 'storage', 'history.jsonl');
  mkdirSync(join(folder, 'storage'));
  writeFileSync(history, sampleHistory(EVENTS).map(formatHistoryLine).join(''));
  [first, second] = await Promise.all([
    serve(folder),
    serve(folder, ['--restricted', '--pack', join(ROOT, 'drills/example')]),
  ]);
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await vi.waitFor(() => expect(isAlive(first.pid)).toBe(false), { timeout: HANGS_MS });
  // The check's process went with the server, without a trace.
  expect([workerProcesses(first.pid), tempFolders(first.pid)]).toEqual([[], []]);
  rmSync(folder, { recursive: true });
});

/** The kinds of the events that `work` adds to the log. */
async function kindsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = lines().length;
  await work();
  return lines()
    .slice(before)
    .flatMap((line) => parseHistoryLine(line).events)
    .map(({ kind }) => kind);
}
/** A program with a mistake that ends with the text of the file, if it can read that. */
const readingFrom = (path: string): string => `
def softmax(x, dim=-1):
    return x.exp() / x.exp().sum(dim, True)


try:
    text = open(${JSON.stringify(path)}).read()
except OSError:
    text = ""
if text:
    raise ValueError(text)
`;
const lines = (): readonly string[] => readFileSync(history, 'utf8').split('\n').slice(0, -1);

it('offers tools with schemas, resources and prompts', async () => {
  const { tools } = await first.client.listTools();
  expect(tools.map(({ name }) => name)).toContain('submit');
  for (const { description, inputSchema } of tools) {
    expect(description).toMatch(/\.$/);
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
  }
  const { resources } = await first.client.listResources();
  const uris = resources.map(({ uri }) => uri);
  expect(uris).toContain('tensor-drills://question/debug/softmax');
  const { contents } = await first.client.readResource({ uri: 'tensor-drills://guide/answering' });
  expect(contents).toHaveLength(1);
  const model = 'tensor-drills://guide/system-design/chat-serving';
  await expect(first.client.readResource({ uri: model })).rejects.toThrow('no page');
  const { prompts } = await first.client.listPrompts();
  expect(prompts.map(({ title }) => title)).toContain('Interview me: coding');
  const { messages } = await first.client.getPrompt({
    ...{ name: 'interview_coding', arguments: { question: 'softmax', minutes: '20' } },
  });
  expect(JSON.stringify(messages)).toMatch(/"softmax\\" with start_question\. Allow 20 minutes/);
});

it('a coding question goes its way, in events as the editor writes them', async () => {
  const { call } = first;
  expect(await call('list_questions', { kind: 'coding', words: 'softmax' })).toContain('softmax');
  const started = await kindsOf(() => call('start_question', { question: 'softmax', minutes: 9 }));
  expect(started).toEqual(['attempt-started', 'clock-resumed']);
  const solution = join(CODING, 'softmax/solution.py');
  let said = '';
  const submitted = await kindsOf(
    async () => (said = await call('submit', { code: readingFrom(solution) })),
  );
  expect(submitted).toEqual(['checked', 'code-kept']);
  expect(said).toMatch(/does not pass/);
  expect(said).not.toMatch(/Fix:/);
  // Nor can it be talked out of its solution by a program that reads it.
  if (process.platform === 'linux') expect(said).not.toContain('largest = x.amax');
  expect(await kindsOf(() => call('next_hint'))).toEqual(['hint-opened']);
  expect(await call('follow_ups')).toMatch(/^ERROR: Follow-ups come later/);
  const code = readFileSync(solution, 'utf8');
  expect(await kindsOf(() => call('submit', { code }))).toEqual([
    ...['checked', 'phase-entered', 'code-kept'],
  ]);
  expect(await call('follow_ups')).toMatch(/^Ask one at a time/);
  expect(await call('clock')).toMatch(/of 9 minutes left/);
  const finished = await kindsOf(async () => (said = await call('finish', { rating: 3 })));
  expect(finished).toEqual(['attempt-finished', 'attempt-rated']);
  expect(said).toMatch(/Passed\..*Rated 3 \(good\)/);
});

it('a broken program is handed out, checked and told at the end only', async () => {
  const { call } = first;
  const kinds = await kindsOf(() =>
    call('start_question', { question: 'debug/softmax', mistakes: 1 }),
  );
  expect(kinds).toEqual(['attempt-started', 'program-broken', 'clock-resumed']);
  expect(await call('read_question')).toMatch(/It has 1 mistake\. Its author says:/);
  expect(await call('submit')).toMatch(/^Not repaired yet: 1 of the planted mistakes is left/);
  expect(await call('finish')).toMatch(/## The planted mistakes/);
});

it('two clients are like two windows; one without the right to run code can do the rest', async () => {
  expect(await second.call('list_questions', { words: 'example', limit: 100 })).toContain('- ');
  await first.call('start_question', { question: 'k-means' });
  // By its id: what the other saw last may be what went before.
  const which = { question: 'k-means' };
  const seen = (client: Served, clock: RegExp): Promise<void> =>
    vi.waitFor(async () => expect(await client.call('clock', which)).toMatch(clock), {
      timeout: HANGS_MS,
    });
  await seen(second, /^Clock running/);
  expect(await second.call('submit')).toMatch(/^ERROR: .* without permission to run code/);
  expect(await second.call('clock', { action: 'pause' })).toMatch(/^Clock paused/);
  await seen(first, /^Clock paused/);
  await first.call('finish');
});

it.each([
  ['no_such_tool', {}, 'There is no tool "no_such_tool". Tools: list_questions'],
  ['start_question', {}, '"question" is missing'],
  ['start_question', { question: 'sofmax' }, 'Did you mean softmax?'],
  ['start_question', { question: 'whiteboard/u-net' }, 'cannot be asked in an interview'],
  ['start_question', { question: 'softmax', minutes: 0.5 }, 'minutes: Invalid'],
  ['start_question', { question: '../../etc/passwd' }, 'There is no question'],
  [
    'submit',
    { question: 'softmax', file: '/etc/passwd' },
    '"file" is none of its inputs: question, code',
  ],
  ['submit', { question: 'lora' }, 'has not been started'],
  ['clock', { question: 'lora', action: 'stop' }, 'action: Invalid'],
])('%s %j says what to do', async (name, input, sentence) => {
  expect(await first.call(name, input)).toMatch(/^ERROR: /);
  expect(await first.call(name, input)).toContain(sentence);
});

it('a client that dies takes everything along', async () => {
  const own = join(folder, 'dying');
  // The client holds the only end of the pipe: when it is gone, nobody can speak to the server.
  const program = `
    import { spawn } from 'node:child_process';
    const server = spawn(process.execPath, ${JSON.stringify([CLI, ...serverArgs(own)])}, { stdio: ['pipe', 'pipe', 'inherit'] });
    server.stdout.once('data', () => process.stdout.write(String(server.pid)));
    const send = (message) => server.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
    server.stdin.write('this is not JSON\\n');
    send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } } });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/call', params: { name: 'start_question', arguments: { question: 'softmax' } } });
  `;
  const client = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const server = await new Promise<number>((resolve) =>
    client.stdout.once('data', (pid: Buffer) => resolve(Number(pid.toString()))),
  );
  if (process.platform === 'linux') {
    await vi.waitFor(() => expect(workerProcesses(server)).not.toEqual([]), { timeout: HANGS_MS });
  }
  client.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(server)).toBe(false), { timeout: HANGS_MS });
  expect([workerProcesses(server), tempFolders(server)]).toEqual([[], []]);
});
