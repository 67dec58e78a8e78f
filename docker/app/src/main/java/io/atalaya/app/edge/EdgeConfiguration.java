package io.atalaya.app.edge;

import io.atalaya.app.security.OpenPaths;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.command.tenant.OwnMemberships;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.kernel.access.ServedTenants;
import io.atalaya.kernel.access.TenantInPath;
import io.atalaya.kernel.json.InstantText;
import io.atalaya.query.consistency.ReadsFrom;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** The HTTP edge: arguments, JSON, and the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration implements WebMvcConfigurer {
    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, OwnMemberships.class, ServedTenants.class)
                .addAnnotationsToIgnore(NewId.class, PlatformScope.class, TenantInPath.class);
    }

    private final CallerResolver callers;
    private final OwnMembershipsResolver ownMemberships;
    private final ServedTenantsResolver servedTenants;
    private final NewIdResolver newIds;
    private final MinPositionInterceptor minPosition;
    private final OwnLogInInterceptor ownLogIn;
    private final NulInterceptor nul;

    EdgeConfiguration(
            CallerResolver callers,
            OwnMembershipsResolver ownMemberships,
            ServedTenantsResolver servedTenants,
            NewIdResolver newIds,
            MinPositionInterceptor minPosition,
            OwnLogInInterceptor ownLogIn,
            NulInterceptor nul) {
        this.callers = callers;
        this.ownMemberships = ownMemberships;
        this.servedTenants = servedTenants;
        this.newIds = newIds;
        this.minPosition = minPosition;
        this.ownLogIn = ownLogIn;
        this.nul = nul;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(callers);
        resolvers.add(ownMemberships);
        resolvers.add(servedTenants);
        resolvers.add(newIds);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(nul);
        registry.addInterceptor(ownLogIn);
        registry.addInterceptor(minPosition);
    }

    /** Neither NUL nor half of a surrogate pair can be stored as text, so they are refused where they come in. */
    @Bean
    WebMvcRegistrations endpointMapping() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new EndpointMapping();
            }
        };
    }

    @Bean
    JsonMapperBuilderCustomizer strictStrings() {
        SimpleModule module = new SimpleModule("strict-strings");
        module.addDeserializer(String.class, new StdScalarDeserializer<String>(String.class) {
            @Override
            public String deserialize(JsonParser parser, DeserializationContext context) {
                if (!parser.currentToken().isScalarValue() || !parser.hasToken(JsonToken.VALUE_STRING)) {
                    return (String) context.handleUnexpectedToken(String.class, parser);
                }
                String text = parser.getString();
                if (text.indexOf('\0') >= 0) {
                    throw context.weirdStringException(text, String.class, "contains a NUL character");
                }
                if (hasHalfAPair(text)) {
                    throw context.weirdStringException(text, String.class, "contains half of a surrogate pair");
                }
                return text;
            }
        });
        return builder -> builder.addModule(module);
    }

    @Bean
    JsonMapperBuilderCustomizer quickInstants() {
        SimpleModule module = new SimpleModule("quick-instants");
        module.addDeserializer(Instant.class, new StdScalarDeserializer<Instant>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser parser, DeserializationContext context) {
                Instant quick = parser.hasToken(JsonToken.VALUE_STRING) ? InstantText.parse(parser.getString()) : null;
                return quick == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : quick;
            }
        });
        return builder -> builder.addModule(module);
    }

    private static boolean hasHalfAPair(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                int next = index + 1;
                if (next == text.length() || !Character.isSurrogatePair(text.charAt(index), text.charAt(next))) {
                    return true;
                }
                index = next;
            }
        }
        return false;
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Atalaya")
                        .version("v1")
                        .description("Watches devices, escalates alerts, drives tickets, and proves what happened."))
                .components(new Components()
                        .addSecuritySchemes(
                                "accessToken",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSecuritySchemes(
                                "apiKey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-API-Key"))
                        .addSchemas("Problem", problem()))
                .addSecurityItem(new SecurityRequirement().addList("accessToken"))
                .addSecurityItem(new SecurityRequirement().addList("apiKey"));
    }

    /** The headers that an operation heeds, and the problem that all may answer. */
    @Bean
    OperationCustomizer commonParts() {
        return (operation, method) -> {
            Optional<MethodParameter> caller = Arrays.stream(method.getMethodParameters())
                    .filter(callers::supportsParameter)
                    .findFirst();
            boolean reads = method.hasMethodAnnotation(GetMapping.class);
            if (caller.isPresent()
                    && !caller.get().hasParameterAnnotation(PlatformScope.class)
                    && !caller.get().hasParameterAnnotation(TenantInPath.class)) {
                operation.addParametersItem(
                        header(CallerResolver.TENANT_HEADER, "the tenant to act for, if you have several"));
            }
            if (Arrays.stream(method.getMethodParameters()).anyMatch(servedTenants::supportsParameter)) {
                operation.addParametersItem(header(CallerResolver.TENANT_HEADER, "the tenant to see alone"));
            }
            if (caller.isPresent() && !reads) {
                operation.addParametersItem(header("Idempotency-Key", "repeat the request safely for 24 hours"));
            }
            if (reads && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ReadsFrom.class)) {
                operation.addParametersItem(
                        header(MinPositionInterceptor.HEADER, "wait until the answer has seen this position"));
            }
            operation
                    .getResponses()
                    .addApiResponse(
                            "default",
                            new ApiResponse()
                                    .description("A problem (RFC 9457)")
                                    .addHeaderObject("Retry-After", seconds())
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(new Schema<>()
                                                                    .$ref("#/components/schemas/Problem")))));
            return operation;
        };
    }

    /** Paths that need no credential say so. */
    @Bean
    OpenApiCustomizer openPaths() {
        return document -> document.getPaths().forEach((path, item) -> {
            String feature = path.replaceFirst("^/api/v1/([^/]+).*$", "$1");
            item.readOperations().forEach(operation -> operation.setTags(List.of(feature)));
            if (OpenPaths.OF_API.contains(path)) {
                item.readOperations().forEach(operation -> operation.security(List.of()));
            }
        });
    }

    private static HeaderParameter header(String name, String description) {
        HeaderParameter header = new HeaderParameter();
        header.name(name).description(description).required(false).schema(new StringSchema());
        return header;
    }

    private static Header seconds() {
        return new Header()
                .description("seconds to wait before asking again, with 429 and 503")
                .schema(new IntegerSchema());
    }

    private static Schema<?> problem() {
        Schema<?> error =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("stable; rely on this"))
                .addProperty("errors", new io.swagger.v3.oas.models.media.ArraySchema().items(error));
    }
}
