/** Right answers by plain loops, away from the page's own thread: a training step takes seconds. */
import { rightAnswers } from '../../bench/answers.ts';
import type { BenchCase } from '../../bench/case.ts';

addEventListener('message', ({ data }: MessageEvent<BenchCase>) => {
  void rightAnswers(data).then((answers) => postMessage(answers));
});
