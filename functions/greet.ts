interface Greeting {
  readonly name: string;
}

enum Mood {
  Friendly = '!',
  Calm = '.',
}

export async function handler(event: Greeting): Promise<{ message: string }> {
  const mood: Mood = event.name.length > 3 ? Mood.Friendly : Mood.Calm;
  return { message: `Hello, ${event.name}${mood}` };
}
