/** TestState refuses the request: the API's error code and message. */
export class TestStateRefusal extends Error {
  readonly code: 'ValidationException' | 'InvalidDefinition';

  constructor(code: 'ValidationException' | 'InvalidDefinition', message: string) {
    super(message);
    this.name = 'TestStateRefusal';
    this.code = code;
  }
}

export function invalid(message: string): TestStateRefusal {
  return new TestStateRefusal('ValidationException', message);
}
