package io.atalaya.app.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.atalaya.app.architecture.MainCode;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Which permissions each route needs, found in the code: those that its method names, and those of the commands and
 * queries that it makes, itself or through others of its feature. A route without any needs no permission.
 */
final class Routes {
    private Routes() {}

    /** By method and path, such as {@code GET /api/v1/devices/{deviceId}}. */
    static Map<String, Set<Permission>> permissions() {
        Map<String, Set<Permission>> routes = new TreeMap<>();
        MainCode.CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(RestController.class))
                .flatMap(type -> type.getMethods().stream())
                .forEach(method -> names(method).forEach(route -> routes.put(route, permissions(method))));
        return routes;
    }

    private static Stream<String> names(JavaMethod handler) {
        Method method = handler.reflect();
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        RequestMapping base =
                AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), RequestMapping.class);
        return Arrays.stream(mapping.method())
                .map(RequestMethod::name)
                .flatMap(verb -> paths(base).flatMap(prefix -> paths(mapping).map(path -> verb + " " + prefix + path)));
    }

    private static Stream<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }

    private static Set<Permission> permissions(JavaMethod handler) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        collect(handler, permissions, new HashSet<>());
        return permissions;
    }

    private static void collect(JavaCodeUnit code, Set<Permission> permissions, Set<JavaCodeUnit> visited) {
        if (!visited.add(code)) {
            return;
        }
        code.getConstructorCallsFromSelf().stream()
                .map(call -> call.getTargetOwner())
                .filter(type -> type.isAnnotatedWith(RequiresPermission.class))
                .map(Routes::required)
                .filter(required -> !required.systemOnly())
                .forEach(required -> permissions.add(required.value()));
        code.getFieldAccesses().stream()
                .filter(access -> access.getTargetOwner().isEquivalentTo(Permission.class))
                .map(access -> Permission.valueOf(access.getTarget().getName()))
                .forEach(permissions::add);
        code.getMethodCallsFromSelf().stream()
                .filter(call -> feature(call.getTargetOwner()).equals(feature(code.getOwner())))
                .flatMap(call -> call.getTarget().resolveMember().stream())
                .forEach(called -> collect(called, permissions, visited));
    }

    /** The side and the feature, such as {@code io.atalaya.command.telemetry}. */
    private static String feature(JavaClass type) {
        return Arrays.stream(type.getPackageName().split("\\.")).limit(4).collect(Collectors.joining("."));
    }

    private static RequiresPermission required(JavaClass message) {
        return Objects.requireNonNull(message.reflect().getAnnotation(RequiresPermission.class));
    }
}
