import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const signInTexts = defineTexts('patient.signIn', {
  title: 'Sign in',
  pageTitle: 'Sign in – {{ clinic }}',
  portal: 'Patient portal',
  email: 'E-mail address',
  nationalId: 'National id number',
  phone: 'Mobile phone number',
  phoneHint: 'The one your clinic has. We send a code to it every time you sign in.',
  birthDate: 'Date of birth',
  password: 'Password',
  act: 'Go on',
  first: 'First time, or forgot password?',
  again: 'Sign in again to send and receive. What is on this device is safe.',
  missing: { email: 'Enter your e-mail address.', nationalId: 'Enter your national id number.', phone: 'Enter your mobile phone number.', birthDate: 'Enter your date of birth.', password: 'Enter your password.' },
  ask: {
    title: 'Set your password',
    lead: 'Tell us who you are. If the clinic knows you under both, it sends a code to your phone.',
    act: 'Send the code',
    back: 'I have a password',
  },
  code: {
    title: 'Enter the code',
    lead: 'We have sent a code to your phone by SMS. It is good for 5 minutes.',
    maybe: 'If the clinic knows you under both, a code is on its way by SMS. It is good for 5 minutes. If none comes, check what you typed, or call the clinic.',
    act: 'Go on',
  },
  newPasswordLead: 'You use it from now on, with a code at every sign-in.',
  help: 'Trouble signing in? Call {{ clinic }}:',
  emergency: 'In an emergency call',
  unknownClinic: 'There is no clinic at this address',
  unknownClinicLead: 'Check the address the clinic gave you.',
});
