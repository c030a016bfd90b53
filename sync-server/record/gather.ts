/**
 * Questions that come while another is being answered, asked of the record as one in each turn of the event loop: under
 * load most of what a statement costs is its way there and back. Who comes alone is asked for at once. Each is answered as
 * of after it was asked, none waits for another's answer, and what fails fails for those who were asked for together.
 * @param ask gives the answers at their questions' places
 */
export function createGatherer<Question, Answer>(ask: (questions: readonly Question[]) => Promise<readonly Answer[]>): (question: Question) => Promise<Answer> {
  let waiting: { readonly question: Question; readonly answers: (all: Promise<readonly Answer[]>, place: number) => void }[] = [];
  let underWay = 0;

  function askAll(): void {
    const asked = waiting;
    waiting = [];
    underWay += 1;
    const all = ask(asked.map(({ question }) => question)).finally(() => { underWay -= 1; });
    asked.forEach(({ answers }, place) => answers(all, place));
  }

  return (question) => new Promise((resolve) => {
    waiting.push({
      question,
      answers: (all, place) => resolve(all.then((found) => {
        if (place >= found.length) throw new Error('A question was left without its answer');
        return found[place] as Answer;
      })),
    });
    if (waiting.length > 1) return;
    if (underWay === 0) askAll();
    else setImmediate(askAll);
  });
}
