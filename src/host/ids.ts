/** Every id that package.json and the code share, typed once; a test holds the two against each other. */
export const COMMANDS = {
  practise: 'tensorDrills.practise',
  start: 'tensorDrills.startCodingDrill',
  debug: 'tensorDrills.debugBrokenProgram',
  suspect: 'tensorDrills.suspectLine',
  giveUp: 'tensorDrills.giveUp',
  round: 'tensorDrills.rapidFireRound',
  deepDive: 'tensorDrills.deepDive',
  unknown: 'tensorDrills.unknownQuestion',
  systemDesign: 'tensorDrills.systemDesign',
  reviewDesign: 'tensorDrills.reviewDesign',
  check: 'tensorDrills.checkDrill',
  explainMistake: 'tensorDrills.explainMistake',
  choosePython: 'tensorDrills.choosePython',
  installTorch: 'tensorDrills.installTorch',
  openQuestion: 'tensorDrills.openQuestion',
  reset: 'tensorDrills.resetDrill',
  hint: 'tensorDrills.showHint',
  compare: 'tensorDrills.compareWithSolution',
  startClock: 'tensorDrills.startClock',
  toggleClock: 'tensorDrills.togglePause',
  nextPhase: 'tensorDrills.nextPhase',
  previousPhase: 'tensorDrills.previousPhase',
  finish: 'tensorDrills.finishDrill',
  countAway: 'tensorDrills.countTimeAway',
  clockActions: 'tensorDrills.clockActions',
  practiseItem: 'tensorDrills.practiseItem',
  showItem: 'tensorDrills.showChecklistItem',
  tickItem: 'tensorDrills.tickChecklistItem',
  resetChecklist: 'tensorDrills.resetChecklist',
  clinic: 'tensorDrills.clinic',
  openGuide: 'tensorDrills.openGuide',
  mock: 'tensorDrills.mockInterview',
  statistics: 'tensorDrills.showStatistics',
  draw: 'tensorDrills.drawArchitecture',
  reviewDrawing: 'tensorDrills.reviewDrawing',
  whatNext: 'tensorDrills.whatNext',
  setInterviewDate: 'tensorDrills.setInterviewDate',
  studyPlans: 'tensorDrills.studyPlans',
  followPlan: 'tensorDrills.followStudyPlan',
  leavePlan: 'tensorDrills.leaveStudyPlan',
  openAttempt: 'tensorDrills.openAttempt',
  compareAttempt: 'tensorDrills.compareAttempt',
  restoreAttempt: 'tensorDrills.restoreAttempt',
  forgetAttempt: 'tensorDrills.deleteAttempt',
  forgetAllAttempts: 'tensorDrills.deleteAllAttempts',
  exportProgress: 'tensorDrills.exportProgress',
  importProgress: 'tensorDrills.importProgress',
  newPack: 'tensorDrills.newDrillPack',
  newDrill: 'tensorDrills.newDrill',
  provePack: 'tensorDrills.proveDrillPack',
  openAsProgram: 'tensorDrills.openAsProgram',
  openHistory: 'tensorDrills.openHistory',
  chooseFolder: 'tensorDrills.choosePracticeFolder',
  showLog: 'tensorDrills.showLog',
} as const;

export const VIEWS = {
  drills: 'tensorDrills.drills',
  checklist: 'tensorDrills.checklist',
  attempts: 'tensorDrills.attempts',
} as const;

export const PANELS = {
  drill: 'tensorDrills.drill',
  debug: 'tensorDrills.debugPage',
  round: 'tensorDrills.round',
  oral: 'tensorDrills.oral',
  clinic: 'tensorDrills.clinicPage',
  mock: 'tensorDrills.mock',
  statistics: 'tensorDrills.statistics',
  whiteboard: 'tensorDrills.whiteboardPage',
  article: 'tensorDrills.articlePage',
} as const;

/** Editors for files. */
export const EDITORS = {
  board: 'tensorDrills.board',
} as const;

/** The schemes of virtual documents. */
export const DOCUMENTS = {
  attempt: 'tensor-drills-attempt',
  program: 'tensor-drills-program',
} as const;

/** The files in which drills define their mistakes. */
export const MISTAKE_EDIT_FILES = { scheme: 'file', pattern: '**/coding/*/mistakes.yaml' } as const;

/** What starts our server for language models. */
export const MCP_PROVIDER = 'tensorDrills.interviewer';

/** The participant of the chat that interviews, and its commands. */
export const PARTICIPANT = 'tensorDrills.interviewer';
export const CHAT_COMMANDS = ['start', 'code', 'submit', 'hint', 'finish'] as const;

/**
 * The tools that its model may call, with what the chat says meanwhile. None of them costs the candidate anything:
 * checks, hints and the end of an attempt are the candidate's own commands.
 */
export const CHAT_TOOLS = {
  clock: 'Looking at the clock',
  note_point: 'Noting a talking point',
  clarify: 'Looking up a clarification',
  follow_ups: 'Looking up follow-up questions',
  give_answer: 'Looking up what a good answer contains',
  rate_answer: 'Noting the points of your answer',
} as const;
/** In package.json, their names begin with this. */
export const CHAT_TOOL_PREFIX = 'tensorDrills_';

/** The walkthrough that shows where to begin. */
export const WALKTHROUGH = 'start';

/** The key of the global state for this machine's name, once the extension has been used. */
export const MACHINE_MEMORY = 'machine';

/** Name of the folder in a workspace that is a pack; a workspace that has one wakes the extension. */
export const PACK_FOLDER = '.tensor-drills';

/** Context keys for `when` and `enablement`. */
export const CONTEXTS = {
  /** `none`, `ready`, `running` or `paused`: the clock of the current attempt. */
  clock: 'tensorDrills.clock',
  /** Whether the active editor shows a drill file. */
  drillFile: 'tensorDrills.activeDrillFile',
  /** Whether the active editor shows a broken program to be repaired. */
  debugFile: 'tensorDrills.activeDebugFile',
  /** Whether the extension runs in this window; until then it knows of no key below. */
  awake: 'tensorDrills.awake',
  /** The kind of the exercise in front of the user that has an attempt, such as `coding`; else `none`. */
  front: 'tensorDrills.front',
  /** Whether that attempt is over. */
  frontOver: 'tensorDrills.frontOver',
  /** Whether the current attempt was away for a time that could still be counted. */
  timeAway: 'tensorDrills.timeAway',
  /** Whether there are attempts at all; and some whose code was kept. */
  attempts: 'tensorDrills.attempts',
  attemptCode: 'tensorDrills.attemptCode',
  /** Whether anything is in the history. */
  progress: 'tensorDrills.progress',
  /** Whether an item of the checklist is ticked or earned. */
  checklist: 'tensorDrills.checklistBegun',
  /** Whether the rows of a view could not be read. */
  unreadable: 'tensorDrills.unreadable',
  /** Whether there is a pack that the user can write to. */
  ownPack: 'tensorDrills.ownPack',
} as const;

/** The settings section; keys are below it. */
export const SETTINGS_SECTION = 'tensorDrills';
export const SETTINGS = {
  folder: 'folder',
  python: 'python',
  checkOnSave: 'check.onSave',
  checkTimeout: 'check.timeoutSeconds',
  checkMemory: 'check.memoryMegabytes',
  codeLens: 'codeLens',
  quietEditor: 'quietEditor',
  roundQuestions: 'round.questions',
  retention: 'schedule.retention',
  interviewDate: 'schedule.interviewDate',
  minutesPerDay: 'schedule.minutesPerDay',
  role: 'schedule.role',
  studyPlan: 'schedule.studyPlan',
  dueBadge: 'schedule.dueBadge',
  syncFolder: 'sync.folder',
  packs: 'packs',
  notifyPhaseOver: 'notifyWhenPhaseIsOver',
  narrateMinimum: 'time.narrateMinimum',
  narrateMaximum: 'time.narrateMaximum',
  codeMinimum: 'time.codeMinimum',
  codeMaximum: 'time.codeMaximum',
  closeMinimum: 'time.closeMinimum',
  closeMaximum: 'time.closeMaximum',
} as const;
