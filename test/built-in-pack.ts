/** The built-in content, which takes a second or two to read: once for all test files that look at it, and none may change it. */
import { join } from 'node:path';
import { readPack } from '../src/content/pack.ts';
import { ROOT } from './python.ts';

export const pack = readPack(join(ROOT, 'drills'));
