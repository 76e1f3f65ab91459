/** What the Python extensions chose for this workspace. Their APIs are asked with care: they may be absent or old. */
import * as vscode from 'vscode';

/** The Python Environments extension first, then the Python extension; empty when neither says anything. */
export async function extensionPythons(scope: vscode.Uri | undefined): Promise<string[]> {
  const answers = [
    await ask('ms-python.vscode-python-envs', async (api) => {
      const environment = await call(api, 'getEnvironment', scope);
      return field(field(environment, 'execInfo', 'run'), 'executable');
    }),
    await ask('ms-python.python', async (api) => {
      const environments = field(api, 'environments');
      const path = await call(environments, 'getActiveEnvironmentPath', scope);
      const resolved = await call(environments, 'resolveEnvironment', path);
      return field(field(resolved, 'executable', 'uri'), 'fsPath');
    }),
  ];
  return answers.flatMap((path) => (path === null || path === '' ? [] : [path]));
}

/** Null when the extension is absent, throws, or answers with anything but a path. */
async function ask(
  id: string,
  question: (api: unknown) => Promise<unknown>,
): Promise<string | null> {
  const extension = vscode.extensions.getExtension<unknown>(id);
  if (!extension) return null;
  try {
    const answer = await question(await extension.activate());
    return typeof answer === 'string' ? answer : null;
  } catch {
    return null;
  }
}

function field(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

async function call(target: unknown, name: string, argument: unknown): Promise<unknown> {
  const method = field(target, name);
  return typeof method === 'function' ? ((await method.call(target, argument)) as unknown) : null;
}
