/** What an interview needs, as the editor has it. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { InterviewServices } from '../../core/interview/services.ts';
import { formatKey, parseKey } from '../../protocol/broken-program.ts';
import type { Services } from '../services.ts';
import { RESTRICTED } from '../check/checks.ts';
import { knownPracticeFolder } from '../practice/folder.ts';

export function interviewServices(services: Services): InterviewServices {
  const { history, lease, heartbeat, log, catalogue, files, codes } = services;
  const { grader, handouts, readMistakeEdits, reviewer, settings } = services;
  return {
    ...{ history, lease, heartbeat, log, catalogue, files, codes },
    ...{ grader, handouts, readMistakeEdits, reviewer, keyOf: formatKey },
    get index() {
      return services.index;
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
      const folder = knownPracticeFolder(services);
      if (folder) return vscode.Uri.joinPath(folder, name).fsPath;
      throw new UserError('There is no practice folder yet. Use "Choose Practice Folder".');
    },
    async python() {
      const found = await services.python.find();
      if (found.kind === 'found') return found.interpreter.path;
      throw new UserError('No Python with PyTorch was found. Use "Choose Python Interpreter".');
    },
    async broken(key) {
      const text = await codes.get(key);
      return text === null ? null : parseKey(text);
    },
    now: () => services.now(),
  };
}
