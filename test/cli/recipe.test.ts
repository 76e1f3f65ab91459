/** The recipe for a class in docs/class, run as far as it goes without a container engine: its own commands, taken from its files. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { parseReport } from '../../src/protocol/class-report.ts';
import { CODING, ROOT, testPython } from '../python.ts';

const DOCS = join(ROOT, 'docs/class');
const dockerfile = readFileSync(join(DOCS, 'Dockerfile'), 'utf8');
/** Fewer shards than the files ask for, some of them without a submission: each further one would start torch. */
const SHARDS = 3;

let folder = '';
/** What would be the image's file system below /opt/tensor-drills. */
let image = '';

/** Source and target of what the second stage copies from the first. */
const copies = [...dockerfile.matchAll(/^COPY --from=build \/src\/(\S+) (\S+)$/gm)].map(
  ([, from = '', to = '']) => ({
    from,
    to: to.endsWith('/') ? join(to, from.split('/').at(-1) ?? '') : to,
  }),
);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  image = join(folder, 'image');
  for (const { from, to } of copies) {
    cpSync(join(ROOT, from), join(image, to), {
      recursive: true,
      filter: (path) => !path.includes('__pycache__'),
    });
  }
  put('s0', readFileSync(join(CODING, 'lstm-cell/solution.py'), 'utf8'));
  put('s1', mistakeProgram('lstm-cell', 'cell-tanh-missing'));
  // The image's programs, as a shell finds them.
  program('tensor-drills', `exec ${process.execPath} ${join(image, 'dist/cli.js')} "$@"`);
  program('tini', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
  program('docker', readFileSync(join(import.meta.dirname, 'docker.sh'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(student: string, text: string): void {
  const path = join(folder, 'submissions', student, 'lstm.py');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function program(name: string, text: string): void {
  const path = join(folder, 'bin', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text.startsWith('#!') ? text : `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

function run(command: readonly string[], env: Record<string, string>) {
  const [file = '', ...args] = command;
  return spawnSync(file, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      TENSOR_DRILLS_PYTHON: testPython(),
      ...env,
    },
  });
}

function graded(path: string): readonly [string, boolean][] {
  const report = parseReport(readFileSync(join(folder, path), 'utf8'));
  return (report?.results ?? []).map((one) => [one.submission, one.passed]);
}

const EXPECTED = [
  ['s0/lstm.py', true],
  ['s1/lstm.py', false],
];

describe('the image', () => {
  it('has all that the command line needs, and every version pinned', () => {
    expect(copies.length).toBeGreaterThan(3);
    const listed = run(['tensor-drills', 'list'], {});
    expect([listed.status, listed.stderr]).toEqual([0, '']);
    expect(listed.stdout).toContain('lstm-cell');
    for (const [, base = ''] of dockerfile.matchAll(/^FROM (\S+)/gm))
      expect(base).toMatch(/:\d+\.\d+\.\d+-/);
    const packages = /install --yes[^\n]*\\\n([^&]*)&&/.exec(dockerfile)?.[1] ?? '';
    for (const one of packages.replaceAll('\\', '').trim().split(/\s+/))
      expect(one).toMatch(/^\S+=\d/);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('is built from what its context lets in', () => {
    const lets = readFileSync(join(DOCS, 'Dockerfile.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const [build = ''] = dockerfile.split(/^FROM /m).slice(1);
    const needs = [...build.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    );
    expect([...needs].sort()).toEqual([...lets].sort());
    for (const name of needs) expect(existsSync(join(ROOT, name))).toBe(true);
  });

  it("lets none of the project's own attacks pass, as the guide says", () => {
    const [, path = '', , says] =
      /mount\s+`([^`]+)`[^`]*`([^`]+)`[^`]*`([^`]+)`/.exec(
        readFileSync(join(DOCS, 'README.md'), 'utf8'),
      ) ?? [];
    cpSync(join(ROOT, path), join(folder, 'attacks'), { recursive: true });
    const check = ['tensor-drills', 'check', 'lstm-cell', 'attacks', '--quiet', '--jobs', '1'];
    const made = run(check, {});
    expect(made.stdout).toContain(says);
    expect(made.status).toBe(1);
  });
});

describe('the matrix of GitHub Actions', () => {
  interface Step {
    readonly run?: string;
    readonly uses?: string;
  }
  interface Workflow {
    readonly env: Readonly<Record<string, string | number>>;
    readonly permissions: object;
    readonly jobs: {
      readonly check: {
        readonly strategy: { readonly matrix: { readonly shard: readonly number[] } };
        readonly steps: readonly Step[];
      };
      readonly merge: { readonly needs: string; readonly steps: readonly Step[] };
    };
  }
  const workflow = parse(readFileSync(join(DOCS, 'github-actions.yml'), 'utf8')) as Workflow;
  const commandOf = (steps: readonly Step[]) =>
    steps.find((step) => step.run !== undefined)?.run ?? '';

  it('grades each shard and joins them', () => {
    const { shard: shards } = workflow.jobs.check.strategy.matrix;
    const all = Number(workflow.env['SHARDS']);
    expect(shards).toEqual(Array.from({ length: all }, (_, at) => at + 1));
    const env = {
      ...Object.fromEntries(
        Object.entries(workflow.env).map(([name, value]) => [name, String(value)]),
      ),
      SHARDS: String(SHARDS),
    };
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const shard of shards.slice(0, SHARDS)) {
      const made = run(['bash', '-e', '-c', commandOf(workflow.jobs.check.steps)], {
        ...env,
        SHARD: String(shard),
      });
      expect([made.status, made.stderr]).toEqual([0, '']);
    }
    const merge = run(['bash', '-e', '-c', commandOf(workflow.jobs.merge.steps)], env);
    expect([merge.status, merge.stderr]).toEqual([0, '']);
    expect(merge.stdout).toContain('1 passed, 1 failed');
    expect(graded('reports/class.json')).toEqual(EXPECTED);
    expect(readFileSync(join(folder, 'reports/class.csv'), 'utf8')).toContain(
      's1/lstm.py,lstm-cell,graded,no',
    );
    rmSync(join(folder, 'reports/shard-2.json'));
    expect(run(['bash', '-e', '-c', commandOf(workflow.jobs.merge.steps)], env).status).not.toBe(0);
  });
});

describe('the indexed Job of Kubernetes', () => {
  interface Container {
    readonly image: string;
    readonly command: readonly string[];
    readonly args: readonly string[];
    readonly env?: readonly { readonly name: string; readonly value: string }[];
    readonly resources: object;
    readonly securityContext: object;
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  }
  interface Job {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: Readonly<Record<string, unknown>> & {
      readonly template: {
        readonly spec: {
          readonly containers: readonly [Container];
          readonly volumes: readonly { readonly name: string }[];
        };
      };
    };
  }
  const documents = parseAllDocuments(readFileSync(join(DOCS, 'kubernetes.yaml'), 'utf8')).map(
    (one) => {
      expect(one.errors).toEqual([]);
      return one.toJS() as Job;
    },
  );
  const jobs = documents.filter((one) => one.kind === 'Job');

  it('bounds what a pod may do and use', () => {
    expect(documents.map((one) => one.kind)).toEqual(['NetworkPolicy', 'Job', 'Job']);
    for (const { spec } of jobs) {
      const pod = spec.template.spec;
      const [container] = pod.containers;
      expect(spec['ttlSecondsAfterFinished']).toBeGreaterThan(0);
      expect(spec['activeDeadlineSeconds']).toBeGreaterThan(0);
      expect(pod).toMatchObject({
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true },
      });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources).toMatchObject({ requests: {}, limits: {} });
      const volumes = pod.volumes.map(({ name }) => name);
      for (const { name } of container.volumeMounts) expect(volumes).toContain(name);
    }
  });

  it('grades each index and joins them; a pod that comes again goes on', () => {
    const [checkJob, mergeJob] = jobs;
    if (checkJob === undefined || mergeJob === undefined) throw new Error('two jobs');
    const command = (job: Job) => {
      const [container] = job.spec.template.spec.containers;
      const args = container.args.map((text) =>
        text
          .replaceAll('/submissions', join(folder, 'of-one'))
          .replaceAll('/reports', join(folder, 'k8s')),
      );
      return [...container.command, ...args];
    };
    const [container] = checkJob.spec.template.spec.containers;
    const asked = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
    expect(checkJob.spec['completions']).toBe(Number(asked['SHARDS']));
    expect(checkJob.spec['completionMode']).toBe('Indexed');
    const env = { ...asked, SHARDS: String(SHARDS) };
    cpSync(join(folder, 'submissions/s0'), join(folder, 'of-one/s0'), { recursive: true });
    for (let index = 0; index < SHARDS; index += 1) {
      const made = run(command(checkJob), { ...env, JOB_COMPLETION_INDEX: String(index) });
      expect([made.status, made.stderr]).toEqual([0, '']);
    }
    const again = run(command(checkJob), { ...env, JOB_COMPLETION_INDEX: '0' });
    expect([again.status, again.stderr]).toEqual([0, '1 of 1 are already graded.\n']);
    expect(run(command(mergeJob), {}).status).toBe(0);
    expect(graded('k8s/class.json')).toEqual(EXPECTED.slice(0, 1));
  });
});
