import { defineTexts } from '../i18n/define-texts.ts';

/**
 * What people read when something was not done: per code what happened and what to do (UX: never "invalid", "forbidden",
 * a bare code or an apology). `forPatient` stands where the clinic's side and the patient's need other words.
 * `{{ when }}` is filled from the refusal's `at`: "at 09:12", "yesterday, 17:40", "on Monday 16 November".
 */
export const refusalTexts = defineTexts('refusals', {
  general: {
    reason: 'The clinic’s system did not accept this.',
    remedy: 'Try again. If it happens again, ask for help and say what you wanted to do.',
  },
  permission: {
    missing: {
      reason: 'Your account does not include the right to {{ permission }}.',
      remedy: 'Ask an administrator of your clinic to add it, or ask a colleague to do this.',
      forPatient: {
        reason: 'Your account does not allow this.',
        remedy: 'Ask the clinic to check your access.',
      },
    },
  },
  module: {
    off: {
      reason: 'Your clinic does not use this part of Outpost.',
      remedy: 'Ask an administrator if it should be switched on.',
    },
  },
  patient: {
    unknown: {
      reason: 'This person is not on your clinic’s records, or not any more.',
      remedy: 'Search for the person again under Patients.',
      forPatient: {
        reason: 'You do not have access to this person’s messages.',
        remedy: 'Ask the clinic to check your access.',
      },
    },
  },
  thread: {
    unknown: {
      reason: 'These messages are not on your clinic’s records, or not any more.',
      remedy: 'Copy your words, then open the person’s messages again.',
      forPatient: {
        reason: 'The clinic cannot find the messages you wrote in.',
        remedy: 'Copy your words and start a new message.',
      },
    },
    taken: {
      reason: '{{ by }} took this {{ when }}.',
      remedy: 'Ask {{ by }} if you want to take it over.',
    },
    closedBy: {
      reason: '{{ by }} closed this {{ when }}.',
      remedy: 'Open it and press Reopen if more is to be done.',
    },
    releasedSince: {
      reason: 'Somebody gave this back since you looked at it.',
      remedy: 'Open it and assign it again if you still want to.',
    },
    openAlready: {
      reason: 'This was open already.',
      remedy: 'There is nothing to do.',
    },
    patientWrote: {
      reason: 'The patient has written again since you read this.',
      remedy: 'Read the new message, then close.',
    },
    movedTo: {
      reason: 'The clinic moved your messages to {{ name }}’s messages {{ when }}.',
      remedy: 'You go on reading and writing there.',
    },
    takenAway: {
      reason: 'The clinic took away messages that did not belong here {{ when }}.',
      remedy: 'There is nothing to do. Call the clinic if you have a question about it.',
    },
    assigneeCannotReply: {
      reason: 'This colleague may not answer messages.',
      remedy: 'Choose somebody who answers messages.',
    },
  },
  reply: {
    unknown: {
      reason: 'This reply is not on your clinic’s records, or not any more.',
      remedy: 'Open the person’s messages again.',
    },
    opened: {
      reason: '{{ reader }} opened this {{ when }}. What was read cannot be withdrawn.',
      remedy: 'Report it as a disclosure, so that an administrator hears of it.',
    },
    openedAfterAll: {
      reason: '{{ reader }} had opened the withdrawn reply in “{{ subject }}” {{ when }}.',
      remedy: 'Open it and report it as a disclosure, so that an administrator hears of it.',
    },
    withdrawnBy: {
      reason: '{{ by }} withdrew this {{ when }}.',
      remedy: 'There is nothing left to withdraw.',
    },
    reportedBy: {
      reason: '{{ by }} reported this {{ when }}.',
      remedy: 'There is nothing left to report.',
    },
  },
  move: {
    samePatient: {
      reason: 'These messages are this person’s already.',
      remedy: 'Choose somebody else.',
    },
    patientWrote: {
      reason: 'There is a new message since you read this.',
      remedy: 'Read it, then move.',
    },
    wordsStay: {
      reason: '{{ writer }} wrote here and does not read the other person’s messages. Words stay with whoever wrote them.',
      remedy: 'Withdraw what the clinic sent by mistake, and write to the right person.',
    },
  },
  settings: {
    changedBy: {
      reason: '{{ by }} changed the clinic’s settings {{ when }}.',
      remedy: 'Look at what stands there now, then save again.',
    },
    otherClinic: {
      reason: 'These are another clinic’s settings.',
      remedy: 'Open the settings of your own clinic.',
    },
  },
  note: {
    closed: {
      reason: 'The conversation was closed, and its handover note with it.',
      remedy: 'Reopen the conversation, then try again. Your words go into a new part of the note.',
    },
    full: {
      reason: 'The handover note has no room for this.',
      remedy: 'Shorten the note, then try again.',
    },
    tooLong: {
      reason: 'This is too much for the handover note at once.',
      remedy: 'Copy your words and put in less.',
    },
    unknown: {
      reason: 'This handover note is not on your clinic’s records, or not any more.',
      remedy: 'Copy your words, then open the person’s messages again.',
    },
    hostile: {
      reason: 'The clinic’s system could not read these changes to the handover note.',
      remedy: 'Try again: your words go to the end of the note.',
    },
    lost: {
      reason: 'The clinic went back to an older copy of this handover note, and your changes no longer fit it.',
      remedy: 'Try again: your words go to the end of the note.',
    },
  },
  urgency: {
    superseded: {
      reason: '{{ by }} set {{ value }} {{ when }}.',
      remedy: 'Your {{ yours }} does not stand. Set it again if you still think so.',
    },
  },
  tag: {
    superseded: {
      reason: '{{ by }} switched a tag {{ value }} {{ when }}.',
      remedy: 'You had switched it {{ yours }}. Change it again if you still think so.',
    },
  },
  contact: {
    superseded: {
      reason: '{{ by }} changed this to {{ value }} {{ when }}.',
      remedy: 'Your {{ yours }} does not stand. Open the person and check which is right.',
    },
  },
  phone: {
    notValid: {
      reason: 'This phone number does not exist, or has no country code.',
      remedy: 'Write it as it is dialled from abroad, for example +254 712 345 678.',
    },
  },
  email: {
    taken: {
      reason: 'Another patient of this clinic signs in with this e-mail address.',
      remedy: 'Ask this person for an address of their own.',
    },
    identifierNeeded: {
      reason: 'This person signs in with the e-mail address.',
      remedy: 'Write the new address, or shut portal access first.',
    },
  },
  message: {
    addresseeGone: {
      reason: 'Nobody reads messages sent to this name any more.',
      remedy: 'Copy your words and write to somebody else at the clinic.',
    },
    passedOn: { reason: '{{ from }} does not answer here any more. {{ to }} reads this now.', remedy: 'There is nothing to do.' },
    away: { reason: '{{ name }} is away until {{ until }}. Somebody else reads this instead.', remedy: 'There is nothing to do.' },
  },
  notice: {
    unknown: {
      reason: 'This was put away already.',
      remedy: 'There is nothing to do.',
    },
  },
  canned: {
    superseded: {
      reason: '{{ by }} changed the canned reply “{{ title }}” {{ when }}.',
      remedy: 'Your version does not stand. Open Canned replies and change it again if you still want to.',
    },
    unknown: {
      reason: 'This canned reply is not there any more.',
      remedy: 'Copy your words and write a new one.',
    },
    full: {
      reason: 'There is room for {{ most }} canned replies here.',
      remedy: 'Remove one first.',
    },
  },
  held: {
    returned: {
      reason: '{{ by }} returned this to you {{ when }}. It was not carried out.',
      remedy: 'Try it again if it is still right, or copy your words.',
      forPatient: {
        reason: 'The clinic returned this to you {{ when }}. It was not carried out.',
        remedy: 'Try it again if it is still right, or copy your words.',
      },
    },
    discarded: {
      reason: '{{ by }} decided {{ when }} that this is not carried out.',
      remedy: 'Your words stay here until you dismiss them.',
      forPatient: {
        reason: 'The clinic decided {{ when }} that this is not carried out.',
        remedy: 'Your words stay here until you dismiss them. Call the clinic if it still matters.',
      },
    },
    returnedBy: {
      reason: '{{ by }} returned this to its author {{ when }}.',
      remedy: 'There is nothing left to decide.',
    },
    discardedBy: {
      reason: '{{ by }} discarded this {{ when }}.',
      remedy: 'There is nothing left to decide.',
    },
    unknown: {
      reason: 'This is not among your clinic’s held requests.',
      remedy: 'Open Held requests again to see what is there now.',
    },
  },
  activation: {
    deceased: {
      reason: 'The record says that this person has died.',
      remedy: 'Correct the record first if that is wrong.',
    },
    phoneMissing: {
      reason: 'There is no phone number on the record.',
      remedy: 'Add a phone number with its country code. The sign-in code is sent there.',
    },
    phoneNotInternational: {
      reason: 'The phone number on the record has no country code, or does not exist.',
      remedy: 'Correct it, for example +254 712 345 678. The sign-in code is sent there.',
    },
    emailMissing: {
      reason: 'There is no e-mail address on the record.',
      remedy: 'Add one. Patients of this clinic sign in with it.',
    },
    nationalIdMissing: {
      reason: 'There is no national id on the record.',
      remedy: 'Add it to the record. Patients of this clinic sign in with it.',
    },
    identifierTaken: {
      reason: 'Another patient of this clinic signs in with the same identifier.',
      remedy: 'Find out whose it is, and correct the other record or this one.',
    },
    birthDateMissing: {
      reason: 'There is no birth date on the record.',
      remedy: 'Add it to the record first.',
    },
    nameMissing: {
      reason: 'There is no name on the record.',
      remedy: 'Add it to the record first.',
    },
    tooYoung: {
      reason: 'This person is too young for a sign-in of their own.',
      remedy: 'A parent or carer who has portal access can act for them.',
    },
    already: {
      reason: 'Portal access is on already.',
      remedy: 'There is nothing to do.',
    },
    notActive: {
      reason: 'Portal access is not on.',
      remedy: 'There is nothing to shut.',
    },
  },
  offline: {
    staffClose: { reason: 'An account is closed or opened at once, so this needs a connection.', remedy: 'Try again when you are connected.' },
    oneTimePassword: {
      reason: 'A one-time password is made by the clinic’s system and never kept on a device, so this needs a connection.',
      remedy: 'Try again when you are connected.',
    },
  },
});
