import { hasOwn } from '../../../schema/old-browsers.ts';

// livekit-client asks Object.hasOwn when a room is joined, which Chrome has since 93 and Safari since 15.4. Loaded before it (room-engine.ts).
const known: object = Object;
if (!('hasOwn' in known)) Object.defineProperty(known, 'hasOwn', { value: hasOwn, configurable: true, writable: true });
