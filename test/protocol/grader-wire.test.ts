import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatRequest,
  parseAnswer,
  parseReady,
  parseReply,
} from '../../src/protocol/grader-wire.ts';

interface Sample {
  readonly ready: {
    readonly good: readonly { line: string; torch: string; python: string }[];
    readonly bad: readonly string[];
  };
  readonly requests: {
    readonly good: readonly {
      line: string;
      nonce: string;
      drillFolder: string;
      file: string;
      stage: string | null;
      limitMs: number;
      says?: Readonly<Record<string, string>>;
      endsAtFailure?: boolean;
    }[];
  };
  readonly verdicts: { readonly good: readonly object[]; readonly bad: readonly unknown[] };
}

// The Python side's tests read the same file.
const lines = JSON.parse(
  readFileSync(join(import.meta.dirname, '../contract/grader-lines.json'), 'utf8'),
) as Sample;

describe('the handshake', () => {
  it.each(lines.ready.good)('is read: $line', ({ line, torch, python }) => {
    expect(parseReady(line)).toEqual({ torch, python });
  });

  it.each(lines.ready.bad)('is not read into: %s', (line) => {
    expect(parseReady(line)).toBeNull();
  });
});

describe('a request', () => {
  it.each(lines.requests.good)('is one ASCII line: $file', (sample) => {
    const { line, nonce, drillFolder, file, stage, limitMs, says, endsAtFailure } = sample;
    const request = {
      drillFolder,
      file,
      ...(stage === null ? {} : { stage }),
      ...(says === undefined ? {} : { says }),
      ...(endsAtFailure === undefined ? {} : { endsAtFailure }),
    };
    expect(formatRequest(request, nonce, limitMs)).toBe(line);
  });

  it('keeps every path, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (file) => {
        const line = formatRequest({ drillFolder: '/d', file }, 'n', 1);
        expect(line).toMatch(/^[\x20-\x7f]*\n$/);
        expect((JSON.parse(line) as { file: string }).file).toBe(file);
      }),
    );
  });
});

describe('a verdict', () => {
  it.each(lines.verdicts.good)('is read behind its nonce (%#)', (sample) => {
    const answer = parseReply(`ab12 ${JSON.stringify(sample)}`, 'ab12');
    expect(answer?.verdict).toMatchObject({
      passed: 'passed' in sample && sample.passed,
      outcome: 'graded',
    });
    expect(answer?.trouble).toBe('trouble' in sample ? sample.trouble : null);
  });

  it('says null where the worker has nothing to say', () => {
    expect(parseAnswer(lines.verdicts.good[0])?.verdict.checks[0]).toEqual({
      id: 'parses',
      title: 'The file is valid Python',
      status: 'passed',
      message: null,
      line: null,
      expected: null,
      actual: null,
      mistake: null,
    });
  });

  it.each(lines.verdicts.bad)('is not made of what is none (%#)', (sample) => {
    expect(parseAnswer(sample)).toBeNull();
  });

  it('is not read with a wrong nonce, or damaged', () => {
    const text = JSON.stringify(lines.verdicts.good[0]);
    expect(parseReply(`ab13 ${text}`, 'ab12')).toBeNull();
    expect(parseReply(` ab12 ${text}`, 'ab12')).toBeNull();
    expect(parseReply(`ab12 ${text.slice(0, -9)}`, 'ab12')).toBeNull();
  });
});
