/** The command line of VS Code, as far as `@vscode/test-electron` uses it. */
import { UserError } from '../../core/errors.ts';

export interface VSCodeArguments {
  readonly folder: string | null;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly userDataDir: string | null;
  readonly extensionsDir: string | null;
}

/** Reads `--name=value` and the folder; other flags are about a desktop and mean nothing here. */
export function readArguments(args: readonly string[]): VSCodeArguments {
  const value = (name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const needed = (name: string) => {
    const path = value(name);
    if (path !== null) return path;
    throw new UserError(`The browser host of VS Code needs --${name}=PATH.`);
  };
  return {
    folder: args.find((arg) => !arg.startsWith('-')) ?? null,
    extensionDevelopmentPath: needed('extensionDevelopmentPath'),
    extensionTestsPath: needed('extensionTestsPath'),
    userDataDir: value('user-data-dir'),
    extensionsDir: value('extensions-dir'),
  };
}
