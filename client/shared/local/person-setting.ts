/** The device setting that says which patient an account looked at last: an id and nothing else. Gone at the sign-out. */
export const lastPersonKey = (account: string): string => `person.${account}`;
