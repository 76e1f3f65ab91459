/** The Python that checks run with: the user's choice, else the first that has torch, else an offer. */
import * as vscode from 'vscode';
import type { Interpreter, Interpreters, InterpreterSearch } from '../../core/ports.ts';
import { STORED } from '../../core/stored.ts';
import type { HostServices } from '../host-services.ts';
import { SETTINGS, SETTINGS_SECTION } from '../ids.ts';
import { extensionPythons } from './python-extensions.ts';

export class PythonChoice {
  private search: Promise<InterpreterSearch> | null = null;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when another Python may be found now. */
  readonly onDidChange = this.changed.event;
  private offered = false;

  constructor(
    private readonly services: Pick<HostServices, 'historyFile' | 'log' | 'settings'>,
    private readonly interpreters: Interpreters,
  ) {}

  /** Searches once; later calls get the same answer until `forget`. */
  find(): Promise<InterpreterSearch> {
    this.search ??= this.candidates().then((all) => this.interpreters.find(all));
    return this.search;
  }

  /** The interpreter's path; when there is none, offers what can be done, once, and resolves to null. */
  async choose(): Promise<Interpreter | null> {
    const result = await this.find();
    if (result.kind === 'found') return result.interpreter;
    for (const { path, why } of result.tried) this.services.log.info(`python ${path}: ${why}`);
    if (!this.offered) {
      this.offered = true;
      void this.offer();
    }
    return null;
  }

  forget(): void {
    this.search = null;
    this.changed.fire();
  }

  /** Lets the user point at an interpreter, which becomes the setting. */
  async pick(): Promise<void> {
    const [file] =
      (await vscode.window.showOpenDialog({
        title: 'Choose a Python interpreter that has PyTorch',
        openLabel: 'Use This Python',
      })) ?? [];
    if (!file) return;
    const result = await this.interpreters.find([file.fsPath]);
    if (result.kind === 'none') {
      const why = result.tried[0]?.why ?? 'does not respond';
      void vscode.window.showWarningMessage(
        `${file.fsPath} cannot check your code, because it ${why}. Nothing was changed.`,
      );
      return;
    }
    await vscode.workspace
      .getConfiguration(SETTINGS_SECTION)
      .update(SETTINGS.python, file.fsPath, vscode.ConfigurationTarget.Global);
    this.forget();
    vscode.window.setStatusBarMessage(
      `$(check) Python ${result.interpreter.python} with torch ${result.interpreter.torch}`,
      8000,
    );
  }

  /** Installs torch into a virtual environment of our own, with progress that can be cancelled. */
  async install(): Promise<void> {
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: 'Installing PyTorch for Tensor Drills',
        cancellable: true,
      },
      (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const tell = (line: string): void => {
          this.services.log.info(line);
          progress.report({ message: line.slice(0, 80) });
        };
        return this.interpreters.install(this.ownFolder(), tell, abort.signal);
      },
    );
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind === 'failed') {
      void vscode.window.showErrorMessage(outcome.reason);
      return;
    }
    this.forget();
    const { python, torch } = outcome.interpreter;
    void vscode.window.showInformationMessage(
      `PyTorch ${torch} is ready to use with Python ${python}. Save your drill file to check it.`,
    );
  }

  private async offer(): Promise<void> {
    const install = 'Install PyTorch (about 200 MB)';
    const pick = 'Choose Python…';
    const later = 'Continue Without Checks';
    const answer = await vscode.window.showWarningMessage(
      'No Python with PyTorch was found, so your code cannot be checked yet. Everything else works.',
      install,
      pick,
      later,
    );
    if (answer === install) await this.install();
    if (answer === pick) await this.pick();
  }

  private async candidates(): Promise<readonly string[]> {
    const { settings } = this.services;
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
    return this.interpreters.candidates({
      written: settings.python,
      folders: folders.map(({ fsPath }) => fsPath),
      chosen: settings.python === '' ? await extensionPythons(folders[0]) : [],
      own: this.ownFolder(),
    });
  }

  private ownFolder(): string {
    return vscode.Uri.joinPath(vscode.Uri.file(this.services.historyFile), '..', STORED.python)
      .fsPath;
  }
}
