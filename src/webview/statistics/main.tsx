/** The page of statistics: a picture of what the host folded from the history. */
import { parseToStatisticsPage, type ToStatisticsPage } from '../../protocol/statistics-page.ts';
import type { Statistics } from '../../core/statistics/statistics.ts';
import { BASE, type BaseModel } from '../shared/base-model.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';

interface Model extends BaseModel {
  readonly statistics: Statistics | null;
}

function receive(model: Model, message: ToStatisticsPage): Model {
  return message.type === 'error'
    ? { ...model, error: message.message }
    : { ...model, statistics: message.statistics };
}

const empty: Model = { ...BASE, statistics: null };

export function start(): void {
  mount({
    empty,
    parse: parseToStatisticsPage,
    receive,
    about: ({ statistics }) => statistics && { subject: 'everything', attempt: null },
    draw: ({ statistics }) => <App statistics={statistics} />,
  });
}
