import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvOf } from '../../src/core/csv.ts';
import { testPython } from '../python.ts';

const READ = `
import csv, io, json, sys
for table in json.load(sys.stdin):
    print(json.dumps(list(csv.reader(io.StringIO(table, newline=""), strict=True))))
`;

const cell = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    'a,b',
    'a"b',
    'ä\r\nö',
  ),
);

it('is read by others as it was meant, and no cell is a formula', () => {
  const tables = fc.sample(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), 200);
  const { stdout } = spawnSync(testPython(), ['-c', READ], {
    input: JSON.stringify(tables.map(csvOf)),
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    encoding: 'utf8',
  });
  const read = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string[][]);
  expect(read).toHaveLength(tables.length);
  for (const [at, table] of tables.entries()) {
    const cells = read[at]?.flat() ?? [];
    expect(cells.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))).toEqual(
      table.flat().map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')),
    );
    for (const text of cells) expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  }
});

it('ends its lines as RFC 4180 says', () => {
  expect(
    csvOf([
      ['a', 'b'],
      ['1,5', '"'],
    ]),
  ).toBe('a,b\r\n"1,5",""""\r\n');
});
