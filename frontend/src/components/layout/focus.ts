/** Move focus to the page's heading: where reading starts after the page, or what was pressed, has changed. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus();
}
