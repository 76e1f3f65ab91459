/**
 * Words that show that something is spoken of in a design. Wide on purpose: what is there must never be called absent;
 * yet no word that stands for another thing as often, such as "requests per second" for latency.
 */

function any(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'), 'i');
}

/** Questions asked, or what is taken for granted. */
export const ASSUMPTIONS = any(
  String.raw`\?|assum|suppos|presum|clarif|\bask(ed|ing|s)?\b|requirement|constraint|\bscop|\bgiven\b|expect`,
  String.raw`\bwe (need|must|have|get)\b|target|budget|\bgoal|success (is|means)|\bslas?\b|\bper (day|second|month|user)`,
  String.raw`\d\s*(k|m|b|million|billion|thousand)\b`,
);

/** A choice among several, or a reason against another. */
export const ALTERNATIVES = any(
  String.raw`alternativ|instead|rather than|\bcompar(e|ed|es|ing|ison)\b|\bversus\b|\bvs\b|\boptions?\b|trade-?off`,
  String.raw`\bcandidates?:|\b(two|three|four|several|other) (candidates?|models?|choices|approaches|ways|designs)\b`,
  String.raw`\bpros?\b|\bcons\b|could also|\bconsider(ed|ing)?\b|\brejected?\b|\bruled out\b|\bprefer|\beither\b|\bunlike\b`,
  String.raw`\b(choose|chose|take|pick|favou?r)\w*\b[^.\n]*\bover\b|\bwhereas\b|\bplan b\b|\boption [a-c1-3]\b`,
  String.raw`\b(cheaper|simpler|faster|slower|better|worse|heavier|lighter|larger|smaller|stronger|weaker|richer) than\b`,
  String.raw`\btoo (slow|large|big|heavy|expensive|simple|weak|costly)\b|\b(first|second) choice\b`,
);

const MODEL_NAMES = [
  'logistic regression|linear (?:model|regression|probe)|naive bayes|svm|tf-?idf|fasttext|word2vec|random forest',
  'xgboost|lightgbm|catboost|gradient[- ]boost[a-z]*|gbdts?|decision trees?|k-?nn|nearest neighbou?rs?',
  'matrix factori[sz]ation|als|factori[sz]ation machines?|collaborative filtering|two[- ]tower|wide (?:&|and) deep',
  'item2vec|gnns?|gcns?|graph neural networks?|dual[- ]encoders?|item-item|hash matching',
  'deepfm|dlrm|mlp|text ?cnn|cnns?|convnets?|resnet(?:-?[0-9]+)?|efficientnet|mobilenet|vits?|clip|yolo[a-z0-9]*',
  'faster r-?cnn|r-?cnn|u-?net|lstms?|grus?|rnns?|bert|roberta|distilbert|deberta|albert|electra|xlm-r(?:oberta)?',
  'minilm|t5|llama|gpt-?[0-9]*|llms?|sasrec|bert4rec|autoencoders?|vaes?|gans?|isolation forests?|arima|prophet|bm25',
  'cross[- ]?encoders?|bi[- ]?encoders?|transformers?',
];

/** A family's name beside one of its members is not a second model. */
const FAMILIES = /^(transformer|cnn|convnet|rnn|llm)$/;

/** Two different models in a model choice are a comparison. */
export function namesTwoModels(text: string): boolean {
  const names = new Set(
    [...text.matchAll(new RegExp(`\\b(${MODEL_NAMES.join('|')})\\b`, 'gi'))].map(([name]) =>
      name.toLowerCase().replace(/s$/, ''),
    ),
  );
  const exact = [...names].filter((name) => !FAMILIES.test(name));
  return exact.length >= 2 || (exact.length === 0 && names.size >= 2);
}

export const BASELINE = any(
  String.raw`baseline|\bsimplest\b|\bsimple (model|first|start|linear|rule|heuristic|version)`,
  String.raw`\bstart(ing)? (with|from|simple|off)|begin with|heuristic|rule-?based|\b(simple|hand-?written|few) rules?\b`,
  String.raw`keyword|block-?list|popularity(?! bias)|most popular|majority (class|vote)|logistic regression|tf-?idf`,
  String.raw`naive bayes|bag[- ]of[- ]words|linear model|first version|status quo|(existing|current) (system|model)`,
  String.raw`non-?personali[sz]ed|random (recommend|guess)|human performance|\brule sets?\b|\brules (from|first|alone)\b`,
  String.raw`\bbm25\b|best-?sellers?|hash matching|\bto beat\b|previous (model|system|version)|last value|item-item`,
);

const OFFLINE_NAMES = any(
  String.raw`\bf-?1\b|\bf-?beta\b|\bf-?score|\bauc|auroc|auprc|\broc\b|\brecall\b|accuracy|\bn?dcg\b|ndcg@?|\bmrr\b`,
  String.raw`(?<!mixed[- ]|half[- ]|full[- ]|single[- ])precision|mean average|hit[- ]?rate|\br?mse\b|\bmae\b`,
  String.raw`\bs?mape\b|\bbleu\b|rouge|\bwer\b|\bcer\b|\biou\b|\bdice\b|perplexity|calibrat|\bece\b|brier`,
  String.raw`confusion matrix|sensitivity|specificity|error rate|(false|true)[- ](positive|negative|alarm)|\b[ft][pn]r\b`,
  String.raw`\bpr[- ]curve|\bcoverage|kendall|spearman|\bgini\b|offline metrics?\W+\w`,
);

export function namesOfflineMetric(text: string): boolean {
  // Average precision is written in capitals; a small "map" is another word.
  return OFFLINE_NAMES.test(text) || /\b(m?AP|MAP)(@\d+)?\b/.test(text);
}

/** Where the evaluation says so; elsewhere these words mean other things. */
export const OFFLINE_THERE = any(
  String.raw`@\d+|\blog[- ]?loss|\bnll\b|likelihood|\btop-?\d+|\berrors?\b|\bcost (per|saved)|money saved|backtest`,
);

/** An experiment on real users, or a rate that only they make. */
export const ONLINE_METRIC = any(
  String.raw`a\/b|\bab[- ]test|split test|online (metric|experiment|test|eval|measure|kpi)\w*\W+\w|controlled experiment`,
  String.raw`randomi[sz]ed|control (group|arm|bucket)|hold-?out (group|users|bucket)|interleav|click-?through|\bctr\b`,
  String.raw`conversion rate|add[- ]to[- ]cart|prevalence|live traffic|\bnps\b|daily active|\bdau\b|(user )?reports? per`,
);

/** What a business wants or users do: a metric where the evaluation says so, a wish elsewhere. */
export const ONLINE_THERE = any(
  String.raw`conversion|retention|engagement|dwell|watch[- ]time|time spent|revenue|\bgmv\b|basket|user reports`,
  String.raw`session (length|time|duration)|complaint|appeal|churn|satisfaction|\bsales\b|\bkpis?\b|shadow (mode|traffic)`,
  String.raw`champion|challenger|% of (the )?(traffic|users|customers|sessions|requests)|(live|real) (experiment|test|users)`,
  String.raw`users? (click|see|stay|buy|report)|orders per|bookings?|per (visitor|session|user)\b|exposure|\bpilot|survey`,
  String.raw`random(ly)? (users|customers|half|group|chosen)|half of the (users|traffic|customers)`,
);

export const DATA_PROBLEM = any(
  String.raw`imbalanc|\bskew|\brare\b|\bnois(e|y)|\bbias|\bleak(?!y)|drift|cold[- ]?start|missing|duplicat|dedup|privac`,
  String.raw`gdpr|\bpii\b|consent|personal data|agreement|disagree|mislabel|wrong label|weak(ly)? (label|supervis)|spars`,
  String.raw`(label|data|annotation) (quality|errors?)|quality of the (labels?|data)|long[- ]tail|outlier|\bstale`,
  String.raw`\bshift|adversar|class weight|(over|under|down|up)-?sampl|re-?weight|negative sampl|hard negative`,
  String.raw`feedback loop|minority|under-?represented|few (positive|example|label)|subjectiv|ambig|sarcas|seasonal`,
  String.raw`unlabel|\bclean(ing|ed)?\b|corrupt|delayed (label|feedback)|class ratio|(corner|edge) case|unseen`,
  String.raw`(only|just|under|below|less than|<)\s*\d+([.,]\d+)?\s*%|time[- ]based split`,
);

/** Where the data strategy says so; elsewhere these words mean other things. */
export const DATA_PROBLEM_THERE = any(
  String.raw`\bwrong\b|mistake|\berrors?\b|\bold\b|outdated|expired|\blag\b|\blate\b|delay|anonym|\bfew\b|too (little|small)`,
  String.raw`\bonly \d|incomplete|\bgaps?\b|legal|licen[cs]|sensitive|favou?r|expensive|costly|hard (to label|cases)`,
  String.raw`inconsist|unreliab|changes? (daily|weekly|over)|new (items|products|users|words|sellers)|abuse|\bspam|\bbots?\b`,
  String.raw`percent|\d\s*%`,
);

export const LATENCY = any(
  String.raw`latenc|\bp9\d|\bp50|\d\s*ms\b|millisecond|real[- ]?time|response time|\bslas?\b|\bslos?\b|\bdeadline`,
  String.raw`time budget|inference (time|speed|cost)|\bfast(er)?\b|\bslow|\bspeed|pre-?comput|\binstant|synchronous`,
  String.raw`\b(nightly|batch) (batch|job|scor|predict|inference)|offline scoring|\ba?sync\b|time[sd]? out|timeout`,
  String.raw`\b(under|within|below|than|in) (a|one|the) (second|minute|hour)\b`,
  String.raw`\b(within|under|below|in|than|<|≤)\s*\d+([.,]\d+)?\s*(s|sec|seconds?|minutes?)\b`,
);

export const MONITORING = any(
  String.raw`monitor|\balert|dashboard|observab|on-?call|pager|health[- ]check|drift|telemetry|\baudit`,
  String.raw`\btrack\w*\b[^.\n]*\b(production|live|launch|daily|weekly|hourly|over time|deploy|online)`,
  String.raw`\bwatch\w*\b[^.\n]*\b(production|live|launch|daily|weekly|distribution|rate|metric|score)`,
  String.raw`\balarm|\bpag(e|ed|ing) (when|if|us|me|on)|\bpaging\b|\bpsi\b|population stability|grafana|prometheus|keep an eye`,
  String.raw`\bwatch\w*\b[^.\n]*\b(by segment|daily)|(daily|weekly|hourly|regular) (report|check|review|sample)|\blog(s|ged|ging)?\b[^.\n]*(prediction|score|request)`,
);
