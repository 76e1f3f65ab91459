import { describe, expect, it } from 'vitest';
import { addressOf, asUriPath } from '../../src/dev/workbench/address.ts';
import { readArguments } from '../../src/dev/workbench/arguments.ts';

describe('the command line of the browser host', () => {
  it('is read as @vscode/test-electron writes it', () => {
    const args = [
      '/practice',
      '--user-data-dir=/data',
      '--no-sandbox',
      '--skip-welcome',
      '--extensionTestsPath=/suite/a=b.cjs',
      '--extensionDevelopmentPath=/project',
    ];
    expect(readArguments(args)).toEqual({
      folder: '/practice',
      extensionDevelopmentPath: '/project',
      extensionTestsPath: '/suite/a=b.cjs',
      userDataDir: '/data',
      extensionsDir: null,
    });
  });

  it('must name the tests', () => {
    expect(() => readArguments(['--extensionDevelopmentPath=/project'])).toThrow(
      'needs --extensionTestsPath=PATH',
    );
  });
});

describe('the address of a folder', () => {
  it('is readable and survives any name', () => {
    const folder = '/home/me/a b&c#d+é';
    const address = addressOf('http://127.0.0.1:1/', folder);
    expect(address).toContain('?folder=/home/me/');
    expect(new URL(address).searchParams.get('folder')).toBe(folder);
  });

  it('has a slash before a drive', () => {
    expect(asUriPath('C:\\Users\\me')).toBe('/C:/Users/me');
  });
});
