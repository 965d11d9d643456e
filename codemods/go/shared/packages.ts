/** Import paths as code templates take them. */
const CONTRIB = 'go.opentelemetry.io/contrib/instrumentation';

export const otelhttp = `@{${CONTRIB}/net/http/otelhttp}`;
export const otelgrpc = `@{${CONTRIB}/google.golang.org/grpc/otelgrpc}`;
export const otelgin = `@{${CONTRIB}/github.com/gin-gonic/gin/otelgin}`;
export const otelecho = `@{${CONTRIB}/github.com/labstack/echo/otelecho}`;
export const echootel = '@{echootel=github.com/labstack/echo-opentelemetry}';
export const otelmux = `@{${CONTRIB}/github.com/gorilla/mux/otelmux}`;
export const otellambda = `@{${CONTRIB}/github.com/aws/aws-lambda-go/otellambda}`;
export const otelaws = `@{${CONTRIB}/github.com/aws/aws-sdk-go-v2/otelaws}`;
export const otelmongo = `@{${CONTRIB}/go.mongodb.org/mongo-driver/mongo/otelmongo}`;
export const otelsql = '@{github.com/XSAM/otelsql}';
export const otelpgx = '@{github.com/exaring/otelpgx}';
export const otelchi = '@{github.com/riandyrn/otelchi}';
export const kotel = '@{github.com/twmb/franz-go/plugin/kotel}';
export const redisotel = '@{github.com/redis/go-redis/extra/redisotel/v9}';
export const gormTracing = '@{gorm.io/plugin/opentelemetry/tracing}';
export const otel = '@{go.opentelemetry.io/otel}';
export const trace = '@{go.opentelemetry.io/otel/trace}';
export const codes = '@{go.opentelemetry.io/otel/codes}';
export const attribute = '@{go.opentelemetry.io/otel/attribute}';

/** A package in its own import path, as a site's file has it. */
export function at(path: string): string {
  return `@{${path}}`;
}
