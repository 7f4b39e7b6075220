/** The history is full: the execution ends here, whatever it is doing. */
export class EventLimitReached extends Error {
  readonly lastEventId: number;

  constructor(lastEventId: number) {
    super('The execution reached the maximum number of history events (25000).');
    this.name = 'EventLimitReached';
    this.lastEventId = lastEventId;
  }
}
