/** The JSON Schemas that editors complete by: they take what the compiler takes, and are wired to its files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { AUTHOR_SCHEMAS, jsonSchemaOf, YAML_VALIDATION } from '../../src/dev/schemas.ts';
import { ROOT } from '../python.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
const DRILLS = join(ROOT, 'drills');
const files = readdirSync(DRILLS, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.yaml'));

/** Whether a path of a pack is one of `pattern`, in which a star stands for a name. */
function isOf(pattern: string, path: string): boolean {
  const parts = pattern.split('/').map((part) => part.replace('.', '\\.').replace('*', '[^/]+'));
  return new RegExp(`^(example/)?${parts.join('/')}$`).test(path);
}

/** A key that must be there, where it is not the title. */
const NEEDED: Readonly<Record<string, string>> = {
  'mistake-edits': 'edit',
  survivors: 'because',
};

/** The entries of a mistakes.yaml that are more than an edit. */
function toldIn(source: unknown): readonly unknown[] {
  const programs = Object.values(source as Record<string, Record<string, unknown>>);
  return programs.flatMap(Object.values).filter((one) => typeof one === 'object');
}

describe.each(AUTHOR_SCHEMAS)('the schema $name', (one) => {
  const validate = ajv.compile(jsonSchemaOf(one) as AnySchemaObject);
  const own = files.filter((path) => isOf(one.path, path));
  const read = (path: string): unknown => parse(readFileSync(join(DRILLS, path), 'utf8'));

  it('takes all of its files', () => {
    expect(own).not.toEqual([]);
    for (const path of own) {
      expect([path, validate(read(path)), validate.errors]).toEqual([path, true, null]);
    }
  });

  it('refuses a key that nobody knows, and one that is missing', () => {
    const source = read(own[0] ?? '');
    const all = one.name === 'mistake-edits' ? toldIn(source) : [source].flat();
    const [target] = all as Record<string, unknown>[];
    if (!target) throw new Error('nothing in it');
    target['titel'] = 'x';
    expect(validate(source)).toBe(false);
    delete target['titel'];
    expect(validate(source)).toBe(true);
    Reflect.deleteProperty(target, NEEDED[one.name] ?? 'title');
    expect(validate(source)).toBe(false);
  });
});

it('every YAML file of the content has exactly one schema', () => {
  for (const path of files) {
    const fitting = AUTHOR_SCHEMAS.filter((one) => isOf(one.path, path));
    expect([path, fitting.length]).toEqual([path, 1]);
  }
});

it('package.json wires them as they are', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    contributes: { yamlValidation: unknown };
  };
  expect(manifest.contributes.yamlValidation).toEqual(YAML_VALIDATION);
});

it('says of every key of a drill what it is', () => {
  const [drill] = AUTHOR_SCHEMAS;
  const { properties = {} } = drill ? jsonSchemaOf(drill) : {};
  const bare = Object.entries(properties).filter(
    ([, field]) => typeof field !== 'object' || field.description === undefined,
  );
  expect(bare).toEqual([]);
});
