import * as z from 'zod';

/** What `npm run import` was asked; travels to a running server as it is. */
export const importOptions = z.object({
  /** Absolute paths, read on the machine of the record. */
  files: z.array(z.string().min(1)).min(1),
  /** Suffix of the clinic the files belong to. */
  clinic: z.string().optional(),
  newClinic: z.string().min(1).max(120).optional(),
  country: z.string().regex(/^[A-Z]{2}$/).optional(),
  timeZone: z.string().optional(),
  /** These files may join a demo record, and stay demo data. */
  demo: z.boolean(),
});
export type ImportOptions = z.infer<typeof importOptions>;

/** The import cannot begin; nothing was written. The message says what to do instead. */
export class ImportRefusal extends Error {
  readonly code: 'import.demoRecord' | 'import.realRecord' | 'import.whichClinic' | 'import.clinicUnknown' | 'import.nameClinic';

  constructor(code: ImportRefusal['code'], message: string) {
    super(message);
    this.name = 'ImportRefusal';
    this.code = code;
  }
}
