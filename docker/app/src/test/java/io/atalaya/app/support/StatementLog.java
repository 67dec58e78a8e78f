package io.atalaya.app.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Notes the SQL of a node that is started with these {@link #settings}: each statement is prepared once and run once. */
public final class StatementLog implements BeanPostProcessor {
    /** How Tomcat names the threads of requests, as opposed to those of what goes on in the background. */
    private static final String REQUEST_THREAD = "tomcat-handler";

    private final Queue<Prepared> statements = new ConcurrentLinkedQueue<>();

    /** Not found by scanning, so that other nodes do without. */
    public static Map<String, Object> settings() {
        return Map.of("spring.main.sources", StatementLog.class.getName());
    }

    public void clear() {
        statements.clear();
    }

    public List<String> all() {
        return statements.stream().map(Prepared::sql).toList();
    }

    public List<String> ofRequests() {
        return statements.stream()
                .filter(statement -> statement.thread().startsWith(REQUEST_THREAD))
                .map(Prepared::sql)
                .toList();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource ? new Noting(dataSource) : bean;
    }

    private Connection noting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("prepare") && arguments != null) {
                        statements.add(new Prepared(
                                arguments[0].toString(), Thread.currentThread().getName()));
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private record Prepared(String sql, String thread) {}

    private final class Noting extends DelegatingDataSource {
        Noting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return noting(super.getConnection());
        }
    }
}
