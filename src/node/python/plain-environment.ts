/** The environment of a Python that we start: the user's, without what changes how Python runs a program. */

/** Warnings as errors stop a torch that warns; optimising drops every assert; the others talk, wait or trace. */
const CHANGES_PYTHON = new Set([
  'PYTHONWARNINGS',
  'PYTHONOPTIMIZE',
  'PYTHONINSPECT',
  'PYTHONVERBOSE',
  'PYTHONDEVMODE',
  'PYTHONBREAKPOINT',
  'PYTHONSTARTUP',
  'PYTHONTRACEMALLOC',
  'PYTHONPROFILEIMPORTTIME',
  'PYTHONDUMPREFS',
  'PYTHONMALLOCSTATS',
  'PYTHONSAFEPATH',
]);

export function plainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !CHANGES_PYTHON.has(name.toUpperCase())),
  );
}
