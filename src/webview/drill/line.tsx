/** A link to a line of the candidate's file. */
import { usePage } from '../shared/page.ts';

/** Takes the cursor to a line of the candidate's file. */
export function Line({ line }: { line: number }) {
  const { post } = usePage();
  return (
    <button type="button" class="link" onClick={() => post({ type: 'open-line', line })}>
      line {line}
    </button>
  );
}
