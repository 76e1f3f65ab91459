/** Makes what the features share, when the first of them needs it. */
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ClockHeartbeat } from './core/clock-heartbeat.ts';
import { messageOf } from './core/errors.ts';
import type { Pack } from './core/pack.ts';
import { STORED } from './core/stored.ts';
import type { HostServices } from './host/host-services.ts';
import type { Services } from './host/services.ts';
import { patiently } from './host/patience.ts';
import { Checks } from './host/check/checks.ts';
import { PythonChoice } from './host/check/python.ts';
import { RepairChecks } from './host/debugging/repair-checks.ts';
import type { Disposables } from './host/disposables.ts';
import { MACHINE_MEMORY } from './host/ids.ts';
import { packFolders } from './host/packs/pack-folders.ts';
import { SyncSetting } from './host/progress/sync.ts';
import { SUMMARY_KEY, SyncedProgress } from './host/progress/synced-progress.ts';
import type { Navigator } from './host/practice/navigator.ts';
import { Planner } from './host/schedule/planner.ts';
import { Settings } from './host/settings.ts';
import { BuiltInCatalogue } from './node/catalogue.ts';
import { PythonHandouts } from './node/debugging/handout.ts';
import { DiskCodeStore } from './node/code-store.ts';
import { SyncFolder } from './node/sync-folder.ts';
import { GraderPool } from './node/grader/pool.ts';
import { FileHistory } from './node/history.ts';
import { Library } from './node/library.ts';
import { ThreadPackReader } from './node/background/pack-reader.ts';
import { ThreadReviewer } from './node/background/reviewer.ts';
import { MachineInterpreters } from './node/python/interpreters.ts';
import { isAlive } from './node/process/alive.ts';
import { FileQuietJournal } from './node/quiet-journal.ts';
import { FileLease } from './node/lease.ts';
import { DiskPracticeFiles } from './node/practice-files.ts';
import { readMistakeEdits } from './packs.ts';

export async function makeServices(
  context: vscode.ExtensionContext,
  store: Disposables,
  navigator: Navigator,
): Promise<Services> {
  const host = await makeHostServices(context, store);
  const python = new PythonChoice(host, new MachineInterpreters());
  const grader = new GraderPool({
    python: async () => {
      const interpreter = await python.choose();
      return interpreter
        ? { kind: 'found', path: interpreter.path }
        : { kind: 'none', reason: NO_PYTHON };
    },
    get packageRoot() {
      return host.packageRoot();
    },
    deadlineMs: () => host.settings.checkTimeout * 1000,
    log: (line) => host.log.info(`python: ${line}`),
  });
  store.add(python.onDidChange(() => grader.release()));
  const machine = await machineName(host.memory);
  const { history, codes } = host;
  store.add(
    new SyncSetting(
      host,
      (folder) => new SyncFolder({ folder, machine, history, codes, onProblem: host.tell }),
    ),
  );
  return {
    ...host,
    get index() {
      return host.index;
    },
    navigator,
    python,
    reviewer: store.add(
      new ThreadReviewer(join(context.extensionPath, 'dist/worker.js'), (line) =>
        host.log.warn(line),
      ),
    ),
    checks: store.add(new Checks(host, grader)),
    repairs: store.add(new RepairChecks(host, grader)),
    grader,
    handouts: {
      make: async (...args) => new PythonHandouts(await host.packageRoot()).make(...args),
    },
    planner: store.add(new Planner(host)),
  };
}

/** The name under which this machine shares its progress: its own, and some letters that make it unique. */
async function machineName(memory: vscode.Memento): Promise<string> {
  const known = memory.get<string>(MACHINE_MEMORY);
  if (known !== undefined) return known;
  const host = hostname().replace(/[^A-Za-z0-9-]/g, '') || 'machine';
  const name = `${host}-${crypto.randomUUID().slice(0, 8)}`;
  await memory.update(MACHINE_MEMORY, name);
  return name;
}

const NO_PYTHON =
  'No Python with PyTorch was found. Use "Install PyTorch for Tensor Drills" or "Choose Python Interpreter" from the command palette.';

async function makeHostServices(
  context: vscode.ExtensionContext,
  store: Disposables,
): Promise<HostServices> {
  const log = store.add(vscode.window.createOutputChannel('Tensor Drills', { log: true }));
  const storage = context.globalStorageUri.fsPath;
  const historyFile = join(storage, STORED.history);
  const tell = (message: string): void => {
    log.warn(message);
    void vscode.window.showWarningMessage(message);
  };
  const settings = new Settings();
  const reader = store.add(new ThreadPackReader(join(context.extensionPath, 'dist/worker.js')));
  const own = new BuiltInCatalogue(context.extensionPath, join(storage, STORED.drills));
  const library = new Library({ own, reader });
  await library.index();
  // Only those who ask for something in a pack wait for it.
  library
    .use(packFolders(settings, homedir()).then(({ folders }) => folders))
    .catch((error: unknown) => log.error(messageOf(error)));
  const opening = FileHistory.open({ file: historyFile, onProblem: tell });
  const history = store.add(await patiently('Reading your history', () => opening));
  context.globalState.setKeysForSync([SUMMARY_KEY]);
  const syncedProgress = store.add(
    new SyncedProgress({
      memory: context.globalState,
      history,
      index: () => library.current,
      log: (problem) => log.warn(problem),
    }),
  );
  // The window was away, and something may have come meanwhile.
  store.add(vscode.window.onDidChangeWindowState(() => syncedProgress.read()));
  const lease = new FileLease(join(storage, STORED.lease), history.session);
  return {
    extensionUri: context.extensionUri,
    memory: context.globalState,
    log,
    tell,
    settings,
    catalogue: library,
    packageRoot: () => own.packageRoot(),
    get index() {
      return library.current;
    },
    packs: library,
    readMistakeEdits,
    prover: {
      async prove(...args) {
        const { PackProver } = await import('./node/proof/prover.ts');
        const say = (line: string): void => log.debug(`python: ${line}`);
        const readPack = (folder: string): Promise<Pack> => reader.whole(folder);
        return new PackProver(readPack, await own.packageRoot(), say).prove(...args);
      },
    },
    history,
    historyFile,
    syncedProgress,
    lease,
    heartbeat: store.add(new ClockHeartbeat({ history, lease, now: Date.now })),
    quietJournal: new FileQuietJournal(join(storage, STORED.quiet), { pid: process.pid, isAlive }),
    files: new DiskPracticeFiles(),
    codes: new DiskCodeStore(join(storage, STORED.code), (problem) => log.warn(problem)),
    home: homedir(),
    now: Date.now,
  };
}
