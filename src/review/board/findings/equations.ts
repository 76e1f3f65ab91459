/** Key equations: written, and written rightly. */
import { finding, type Case } from '../case.ts';
import type { BoardEquation, Finding } from '../../../core/drawing-review.ts';

/**
 * A formula in one plain spelling: small letters, no spaces and no signs of multiplication, `sqrt(...)`, `^t` for the
 * transpose, Greek letters by name, no subscript marks: `softmax(QKᵀ/√d_k)·V` is `softmax(qk^t/sqrt(dk))v`.
 */
export function plainFormula(text: string): string {
  return text
    .replace(/\^?(?:ᵀ|⊤)/gu, '^T')
    .replace(/\*\*/gu, '^')
    .replace(/\\[,;!: ]/gu, '')
    .replace(
      /\\(?:mathrm|text|operatorname|mathbf|mathcal|mathbb|boldsymbol|bm)\s*\{([^{}]*)\}/gu,
      '$1',
    )
    .replace(/\\frac\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}/gu, '($1)/($2)')
    .replace(
      /\\([Bb]igg?[lr]?|left|right|cdot|mathrm|text|operatorname|times|odot)\b/gu,
      (_, name: string) => (name === 'odot' ? '*' : ''),
    )
    .replace(/\\(?:var(?=epsilon|phi|theta|rho|sigma))?([a-zA-Z]+)/gu, '$1')
    .replace(/(.)[\u0302]/gu, '$1hat')
    .replace(/σ/gu, 'sigma')
    .replace(/μ|µ/gu, 'mu')
    .replace(/ε|ϵ/gu, 'eps')
    .replace(/α/gu, 'alpha')
    .replace(/ᾱ/gu, 'alphabar')
    .replace(/β/gu, 'beta')
    .replace(/θ/gu, 'theta')
    .replace(/φ|ϕ/gu, 'phi')
    .replace(/λ/gu, 'lambda')
    .replace(/∇/gu, 'grad')
    .replace(/Σ|∑/gu, 'sum')
    .replace(/√\s*\(/gu, 'sqrt(')
    .replace(/√\s*([\p{L}\d_{}]+)/gu, 'sqrt($1)')
    .replace(/²/gu, '^2')
    .replace(/³/gu, '^3')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/epsilon/gu, 'eps')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[⊙∘⊗*·⋅×\s_$]/gu, '')
    .replace(/\{/gu, '(')
    .replace(/\}/gu, ')')
    .replace(/\[/gu, '(')
    .replace(/\]/gu, ')')
    .replace(/\^\(t\)/gu, '^t')
    .replace(/\.t(?=[^\p{L}]|$)|\.transpose\([^()]*\)/gu, '^t')
    .replace(/transpose\((\p{L})\)/gu, '$1^t');
}

export function equationFindings(board: Case): Finding[] {
  const texts = board.drawing.texts.map(({ text, element }) => ({
    text: plainFormula(text),
    element,
  }));
  return board.spec.equations.flatMap((equation) => judged(equation, texts));
}

function judged(
  equation: BoardEquation,
  texts: readonly { readonly text: string; readonly element: string }[],
): Finding[] {
  const about = equation.about.map((one) => new RegExp(one, 'u'));
  const meant = texts.filter(({ text }) => about.some((one) => one.test(text)));
  if (meant.length === 0) {
    const say = `the equation for ${equation.name} is missing. Write it beside its box: ${equation.write}.`;
    return [finding('equation-missing', say, [])];
  }
  for (const { when, say } of equation.wrong) {
    const wrong = meant.filter(({ text }) => new RegExp(when, 'u').test(text));
    // Written rightly once is enough: the other may be the naive form that it is compared with.
    if (wrong.length === meant.length) {
      return [
        finding(
          'equation-wrong',
          say,
          wrong.map((one) => one.element),
        ),
      ];
    }
  }
  return [];
}
