/** Test Explorer: drills and the stages of their checks, with results inline where the code is. */
import * as vscode from 'vscode';
import type { Mistake } from '../../core/content.ts';
import type { CheckOutcome, CheckResult } from '../../core/ports.ts';
import { timedOut } from '../../core/timed-out.ts';
import type { GetServices } from '../services.ts';
import type { CheckFinished } from './checks.ts';
import { debugStage } from './debug.ts';
import { rangeOf, withWhy } from './diagnostics.ts';

export class TestTree {
  /** Continuous runs that are on: while there is one, every save is checked. */
  private readonly continuous = new Set<vscode.TestRunRequest>();

  constructor(
    private readonly getServices: GetServices,
    private readonly controller: vscode.TestController,
  ) {
    controller.createRunProfile(
      'Check',
      vscode.TestRunProfileKind.Run,
      (request, token) => this.run(request, token),
      true,
      undefined,
      true,
    );
    controller.createRunProfile('Debug', vscode.TestRunProfileKind.Debug, async (request) => {
      const [item] = request.include ?? [];
      if (item) await debugStage(await getServices(), drillId(item), stageId(item));
    });
  }

  get isContinuous(): boolean {
    return this.continuous.size > 0;
  }

  /** The file was edited: its results are outdated. */
  outdate(drill: string): void {
    const item = this.controller.items.get(drill);
    if (item) this.controller.invalidateTestResults(item);
  }

  /** Reports a check that ran for whatever reason. */
  async report({ record, outcome, mistakes }: CheckFinished): Promise<void> {
    if (outcome.outcome === 'cancelled') return;
    await this.discover();
    const item = this.controller.items.get(record.drill);
    if (!item) return;
    const request = new vscode.TestRunRequest([item], undefined, undefined, false, true);
    const run = this.controller.createTestRun(request, item.label, true);
    this.fill(run, item, record.uri, outcome, mistakes);
    run.end();
  }

  /** Lists the drills that have a file. */
  async discover(): Promise<void> {
    const services = await this.getServices();
    const there = new Set(services.index.drills.map(({ id }) => id));
    // A pack's drill can go away.
    for (const [id] of this.controller.items) if (!there.has(id)) this.controller.items.delete(id);
    for (const { id, title } of services.index.drills) {
      const file = services.history.ledger.latest(id)?.file;
      const old = this.controller.items.get(id);
      if (file == null || old?.uri?.fsPath === file) continue;
      const item = this.controller.createTestItem(id, title, vscode.Uri.file(file));
      item.range = new vscode.Range(0, 0, 0, 0);
      this.controller.items.add(item);
    }
  }

  private async run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
  ): Promise<void> {
    if (request.continuous === true) {
      this.continuous.add(request);
      token.onCancellationRequested(() => this.continuous.delete(request));
      return;
    }
    const services = await this.getServices();
    const wanted = request.include ?? [...this.controller.items].map(([, item]) => item);
    const excluded = new Set(request.exclude?.map(drillId));
    const drills = new Set(wanted.map(drillId).filter((drill) => !excluded.has(drill)));
    for (const drill of drills) {
      if (token.isCancellationRequested) return;
      const uri = this.controller.items.get(drill)?.uri;
      if (!uri) continue;
      const cancel = token.onCancellationRequested(() => services.checks.cancel(drill));
      try {
        await services.checks.check(await vscode.workspace.openTextDocument(uri));
      } finally {
        cancel.dispose();
      }
    }
  }

  private fill(
    run: vscode.TestRun,
    item: vscode.TestItem,
    uri: vscode.Uri,
    outcome: Exclude<CheckOutcome, { outcome: 'cancelled' }>,
    mistakes: readonly Mistake[],
  ): void {
    if ('output' in outcome && outcome.output !== '') {
      run.appendOutput(outcome.output.replaceAll(/\r?\n/g, '\r\n'), undefined, item);
    }
    if (outcome.outcome !== 'graded') {
      run.errored(item, new vscode.TestMessage(sentence(outcome)));
      return;
    }
    const document = vscode.workspace.textDocuments.find((one) => one.uri.fsPath === uri.fsPath);
    item.children.replace(
      outcome.checks.map((check) => {
        const child = this.controller.createTestItem(`${item.id}/${check.id}`, check.title, uri);
        if (document) child.range = rangeOf(document, check.line);
        return child;
      }),
    );
    for (const check of outcome.checks) {
      const child = item.children.get(`${item.id}/${check.id}`);
      if (!child) continue;
      if (check.status === 'passed') run.passed(child, outcome.durationMs / outcome.checks.length);
      else if (check.status === 'skipped') run.skipped(child);
      else {
        const named = outcome.mistakes.find(({ message }) => message === check.message);
        const mistake = mistakes.find(({ id }) => id === named?.id);
        run.failed(child, messages(check, mistake, uri, child.range));
      }
    }
  }
}

/** The sentence as a message of its own: with expected and actual set, VS Code drops the text. */
function messages(
  check: CheckResult,
  mistake: Mistake | undefined,
  uri: vscode.Uri,
  range: vscode.Range | undefined,
): vscode.TestMessage[] {
  const told = new vscode.TestMessage(withWhy(check.message ?? check.title, mistake));
  const all = [told];
  if (check.expected !== null && check.actual !== null) {
    all.push(vscode.TestMessage.diff(check.title, check.expected, check.actual));
  }
  if (range) for (const message of all) message.location = new vscode.Location(uri, range);
  return all;
}

function sentence(outcome: Exclude<CheckOutcome, { outcome: 'cancelled' | 'graded' }>): string {
  switch (outcome.outcome) {
    case 'timed-out':
      return timedOut(outcome).message;
    case 'crashed':
      return `Python stopped while running your code: ${outcome.detail}`;
    case 'cannot-start':
      return outcome.reason;
  }
}

function drillId(item: vscode.TestItem): string {
  return item.parent?.id ?? item.id;
}

function stageId(item: vscode.TestItem): string | null {
  return item.parent ? item.id.slice(item.parent.id.length + 1) : null;
}
