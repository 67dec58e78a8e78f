package io.atalaya.app.database;

import io.atalaya.kernel.access.TenantScope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells PostgreSQL at the begin of each transaction whose rows it may touch, for as long as the transaction lasts. A
 * statement outside any transaction may touch no tenant's.
 *
 * @see TenantScope
 */
final class TenantTransactionManager extends JpaTransactionManager {
    private static final String SET_SCOPE = "select set_config('atalaya.tenant', ?, true)";
    private static final String SET_SCOPE_LAZILY = SET_SCOPE + ", set_config('synchronous_commit', 'off', true)";

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        String scope = TenantScope.current();
        if (scope.isEmpty()) {
            return;
        }
        try {
            limitTo(scope);
        } catch (SQLException failure) {
            giveUp(transaction, failure);
            throw new CannotCreateTransactionException("The tenant of the transaction could not be set", failure);
        }
    }

    /**
     * However broken the connection is, it must not stay with the thread: each later transaction there would take part in
     * this one.
     */
    private void giveUp(Object transaction, SQLException failure) {
        try {
            doRollback(new DefaultTransactionStatus(null, transaction, true, false, false, false, false, null));
        } catch (TransactionException broken) {
            failure.addSuppressed(broken);
        } finally {
            doCleanupAfterCompletion(transaction);
        }
    }

    private void limitTo(String scope) throws SQLException {
        DataSource dataSource = getDataSource();
        Object holder = dataSource == null ? null : TransactionSynchronizationManager.getResource(dataSource);
        if (!(holder instanceof ConnectionHolder connection)) {
            throw new SQLException("The transaction has no connection of its data source");
        }
        String sql = LazyCommit.isAsked() ? SET_SCOPE_LAZILY : SET_SCOPE;
        try (PreparedStatement statement = connection.getConnection().prepareStatement(sql)) {
            statement.setString(1, scope);
            statement.executeQuery();
        }
    }
}
