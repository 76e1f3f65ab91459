import { describe, expect, it } from 'vitest';
import { isInsideFolder } from '../../src/core/inside-folder.ts';

describe('a path lies within a folder', () => {
  it.each([
    ['/packs/coding/gan', '/packs/coding/gan'],
    ['/packs/coding/gan/drill.yaml', '/packs/coding/gan'],
    ['/packs', '/'],
    ['/', '/'],
    ['packs/coding', 'packs'],
    ['/packs/gan', '/packs/'],
    ['C:\\packs\\gan', 'C:\\packs'],
    ['C:\\packs', 'C:\\'],
    ['\\\\server\\share\\gan', '\\\\server\\share'],
    ['C:\\packs/gan', 'C:\\packs'],
  ])('%s in %s', (path, folder) => {
    expect(isInsideFolder(path, folder)).toBe(true);
  });

  it.each([
    ['/packs/coding/gan-bar', '/packs/coding/gan'],
    ['/packs/coding/gan-bar/drill.yaml', '/packs/coding/gan'],
    ['/packs/coding', '/packs/coding/gan'],
    ['/other', '/packs'],
    ['/packs\\gan', '/packs'],
    ['C:\\packs-old\\gan', 'C:\\packs'],
    ['D:\\packs', 'C:\\packs'],
  ])('and not %s in %s', (path, folder) => {
    expect(isInsideFolder(path, folder)).toBe(false);
  });
});
