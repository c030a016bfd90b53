/** The browser asks before the page is closed or reloaded during a visit; in its own words, ours are not shown. @returns takes it away */
export function guardLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    // Chromium before 119 asks only so.
    event.returnValue = true;
  };
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
