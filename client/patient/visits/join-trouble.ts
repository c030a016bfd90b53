/** What may stand between a person and the room, as the clinic's codes have it. */
export type JoinTrouble = 'noAnswer' | 'codeNeeded' | 'codeWrong' | 'codeOver' | 'tooOften' | 'noChannel' | 'over' | 'noVideo' | 'elsewhere';

const troubles: Readonly<Record<string, JoinTrouble>> = {
  noAnswer: 'noAnswer',
  'join.codeNeeded': 'codeNeeded', 'join.codeWrong': 'codeWrong', 'join.codeOver': 'codeOver', 'join.tooOften': 'tooOften',
  'join.noChannel': 'noChannel', 'consult.notSo': 'over', 'consult.unknown': 'over', 'live.unavailable': 'noVideo', 'live.unreachable': 'noVideo',
};

export function troubleOf(code: string): JoinTrouble {
  return troubles[code] ?? 'elsewhere';
}
