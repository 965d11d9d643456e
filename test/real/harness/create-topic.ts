import { connect } from 'node:net';

const METADATA = 3;
/** The first version that says whether a topic may be made. */
const VERSION = 4;

/** Makes a Kafka topic, as a client does that asks for one and lets the broker create it. */
export async function createTopic(broker: string, topic: string): Promise<void> {
  const [host, port] = broker.split(':');
  const head = Buffer.alloc(8);
  head.writeInt16BE(METADATA, 0);
  head.writeInt16BE(VERSION, 2);
  const body = Buffer.concat([head, text('create-topic'), count(1), text(topic), Buffer.from([1])]);
  const socket = connect(Number(port), host);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('data', () => resolve()).once('error', reject);
      socket.write(Buffer.concat([count(body.length), body]));
    });
  } finally {
    socket.destroy();
  }
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value.length);
  return Buffer.concat([bytes, Buffer.from(value)]);
}
