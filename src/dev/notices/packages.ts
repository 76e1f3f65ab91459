/** The packages whose code is in a bundle, as esbuild counted them, with their licences. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import * as v from 'valibot';
import { licenceText } from './texts.ts';

export interface Notice {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  readonly text: string;
}

/** Licences that we can keep by passing on their texts. Any other one stops the build. */
const KNOWN: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Zlib',
]);

const person = v.union([v.string(), v.object({ name: v.string() })]);
const packageSchema = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string(), ''),
  /** As old packages write it: each of them will do. */
  licenses: v.optional(v.array(v.object({ type: v.string() })), []),
  author: v.optional(person, ''),
  repository: v.optional(v.union([v.string(), v.object({ url: v.string() })]), ''),
});
type About = v.InferOutput<typeof packageSchema>;

/** Folders of the packages of which something is in an output. */
export function packagesIn(metafiles: readonly Metafile[]): readonly string[] {
  const folders = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/** Throws for a package whose licence we do not know, or that has no text to pass on. */
export function noticeOf(folder: string): Notice {
  const about = v.parse(
    packageSchema,
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const { name, version } = about;
  const written = about.license || about.licenses.map(({ type }) => type).join(' OR ');
  const licence = chosen(written);
  if (licence === null) {
    throw new Error(
      `${name} ${version} is under "${written}", which src/dev/notices does not recognise. Read that licence: add it if it only requires its text to be passed on, or do without the package.`,
    );
  }
  return { name, version, licence, text: ownText(folder) ?? licenceText(licence, holderOf(about)) };
}

/** The line for a package that ships no licence file: its author, or those of its repository. */
function holderOf({ name, author, repository }: About): string {
  const person = typeof author === 'string' ? author : author.name;
  if (person !== '') return `Copyright (c) ${person}`;
  const url = typeof repository === 'string' ? repository : repository.url;
  if (url !== '') return `Copyright (c) the authors of ${name}, ${url}`;
  throw new Error(
    `${name} ships no licence file and names neither an author nor a repository: do without it.`,
  );
}

/** Of a choice such as `(MPL-2.0 OR Apache-2.0)`, the first that we know. */
function chosen(expression: string): string | null {
  const choices = expression.replace(/[()]/g, '').split(' OR ');
  return choices.find((one) => one.split(' AND ').every((part) => KNOWN.has(part))) ?? null;
}

/** What the package ships as its licence and notice. */
function ownText(folder: string): string | null {
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) =>
        /^(licen[cs]e|copying|notice)(-\w+)?(\.(md|txt))?$/i.test(name),
      )
    : [];
  if (files.length === 0) return null;
  return files.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}
