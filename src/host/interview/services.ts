/** What an interview needs, as the editor has it. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { InterviewServices } from '../../core/interview/services.ts';
import { formatKey, parseKey } from '../../protocol/broken-program.ts';
import type { App } from '../app.ts';
import { RESTRICTED } from '../check/checks.ts';
import { knownPracticeFolder } from '../practice/folder.ts';

export function interviewServices(app: App): InterviewServices {
  const { history, lease, keeper, log, catalogue, files, codes } = app;
  const { grader, handouts, readMistakeEdits, reviewer, settings } = app;
  return {
    ...{ history, lease, keeper, log, catalogue, files, codes },
    ...{ grader, handouts, readMistakeEdits, reviewer, keyOf: formatKey },
    get index() {
      return app.index;
    },
    get schedule() {
      return { retention: settings.retention, interview: settings.interview };
    },
    get times() {
      return settings.times;
    },
    get memoryMb() {
      return settings.checkMemory;
    },
    get restricted() {
      return vscode.workspace.isTrusted ? null : RESTRICTED;
    },
    pathOf(name) {
      const folder = knownPracticeFolder(app);
      if (folder) return vscode.Uri.joinPath(folder, name).fsPath;
      throw new UserError('There is no practice folder yet. Use "Choose Practice Folder".');
    },
    async python() {
      const found = await app.python.find();
      if (found.kind === 'found') return found.interpreter.path;
      throw new UserError('No Python with PyTorch was found. Use "Choose Python Interpreter".');
    },
    async broken(key) {
      const text = await codes.get(key);
      return text === null ? null : parseKey(text);
    },
    now: () => app.now(),
  };
}
