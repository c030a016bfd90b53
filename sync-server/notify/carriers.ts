/** Something that takes a message and says whether it has it. What lies behind it (mail server, SMS company) is outside. */
export interface EmailCarrier {
  send(mail: EmailOut): Promise<Sent>;
  close(): void;
}

export interface SmsCarrier {
  send(sms: { readonly to: string; readonly text: string }): Promise<Sent>;
}

export interface EmailOut {
  readonly to: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same at every try of the same row: a mailbox that gets it twice can see that. */
  readonly messageId: string;
  readonly language: string;
}

/** `refused`: trying again is of no use. `later`: it may be. `why` is for the record, never with the message's words. */
export type Sent = { readonly state: 'sent' } | { readonly state: 'refused' | 'later'; readonly why: string };
